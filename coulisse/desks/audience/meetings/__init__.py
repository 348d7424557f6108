"""The public met: evenings with places and a waiting list, questionnaires, panels, a box for ideas."""
