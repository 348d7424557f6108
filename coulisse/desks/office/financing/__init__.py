"""Plan de financement: who pays, against which paper, in which tranches; calls, dossiers, recoupment."""
