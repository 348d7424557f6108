"""The office: what a production costs, who pays for it, what was spent. One slice a task of the administrator."""
