"""What an editor types and what sitegen answers, as it stands in a terminal.

Each `.txt` file here is one story in an empty folder of its own. Its commands are

    $ # …                   words for people
    $ write FILE            the lines below, each behind "| ", are written to the file
    $ copy FILE             a file of `tests/corpus/files`
    $ show FILE             what is in the file
    $ list [FOLDER]         the files below the folder
    $ delete FILE
    $ sitegen …             what it says, and `[1]` where it ends with that exit code

After a change that is meant, `python -m tests.transcripts` writes the answers anew; `git diff` shows what has changed.
"""
