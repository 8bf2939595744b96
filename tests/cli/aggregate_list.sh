# What is built in, with members and source.
gvc aggregate --list eu28 BRICS5 isic-a10
gvc aggregate --list EU29
echo "exit $?"
gvc aggregate --list | grep -cE '^  [A-Za-z]'
gvc aggregate --list | grep -E '^[A-Z]'
