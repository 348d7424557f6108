"""Where pictures and pages are developed: files of strangers are decoded in a process of their own.

The process has little memory, little time, and no database; a file that breaks or besets its decoder takes nothing
with it. `develop.py` is what we call, `__main__.py` is what runs on the other side.
"""
