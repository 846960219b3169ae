const note = "au12 smile"; // au12 smile
// promptlint: prompt
export const ferryman = 'ferryman\'s oars, au12 smile, dawn light';
export const pier = (name: string) => `woman ${name} on the pier,
  au12 smile, rim light`; // promptlint: prompt
