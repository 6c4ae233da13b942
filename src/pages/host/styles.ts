/** The look of the host page, in its order. */
import "../shared/tokens.css";
import "./base.css";
import "./key.css";
import "./stage.css";
import "./choose.css";
import "./options.css";
import "./lobby.css";
import "./surge.css";
import "./round.css";
import "./lights.css";
import "./reveal.css";
import "./rows.css";
import "./opinions.css";
import "./ranks.css";
import "./summary.css";
import "./before.css";
import "./narrow.css";
