"""The pages of the plan.

board     the board, what changed on it since, undo and redo
strips    the inspector of a strip and what one does with it
days      the settings of a day and what one does with it
boards    the first board, copies, approval, locks, settings
events    what elements do on days without a strip of theirs
answers   what a script or a plain form is answered
"""
