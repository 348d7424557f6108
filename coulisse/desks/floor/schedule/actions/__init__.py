"""Changing boards. Every change of days and strips is one step (`steps.step_on`), which undo takes back.

strips    moving, splitting and joining, minutes, banners, taking new scenes in
days      adding, removing, redating, cancelling, swapping, numbering, settings
boards    making, copying, approving, locking, settings
history   undo and redo
events    what an element does on days without a strip of it
"""
