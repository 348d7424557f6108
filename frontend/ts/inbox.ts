/* The inbox: keys of the list and the thread, the selection, the pen, and what keeps it fresh. Everything here has a
   link or a form beneath it; without this script the pages work all the same. */
import { one } from "./dom";
import { listenToContext } from "./inbox/context";
import { watchFreshness } from "./inbox/fresh";
import { listenToInboxKeys } from "./inbox/keys";
import { watchPen } from "./inbox/pen";
import { markOpen, watchPanes } from "./inbox/panes";
import { watchSelection } from "./inbox/selection";

const inbox = one<HTMLElement>("[data-inbox]");
if (inbox !== null) {
  inbox.dataset["island"] = "";
  watchPanes(inbox);
  watchSelection(inbox);
  listenToInboxKeys(inbox);
  listenToContext();
  watchPen();
  watchFreshness(inbox);
  markOpen(inbox);
}
