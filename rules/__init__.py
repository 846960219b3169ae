"""The rules: one rule, one file, its examples inside. To add one, write the file and run the tests; there is no list to register in."""
