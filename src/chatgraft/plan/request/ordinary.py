"""Words that say nothing about a chat, so that what is left of a sentence is what was not understood."""

_ORDINARY = """
a an the this that these those my our your its their his her it we i you they us me them who which what where when
how there here also too just only please pls thanks thank hello hi ok and or but nor so then than as if because
while with without within of for from to in into inside on onto at by over under up out off about across after
before behind beside between next near around through via per is are was be been being am do does did done have has
had having will would should shall can could may might must need needs want wants wanted like likes wish let lets
make makes made get gets give gives go goes going put puts set sets see add adds added adding install use uses using
used run runs running show shows keep keeps keeping kept stay stays preserve preserving preserves preserved save
store stores stored hold holds serve serves serving served live lives call calls called built build builds based
written work works working come comes nice simple easy good great new some any all every each both other another
more most much many one two first now already currently current existing own custom old whole same different
don doesn didn won isn aren dont doesnt s t ve re ll d no not none never nothing neither instead rather except
chat chats chatbot chatbots bot assistant ai llm model models widget interface ui component components element
question questions questioning ask asks answer answers answering answered message messages conversation
conversations talk talks user users visitor visitors people customer customers
site sites website websites web page pages app apps application applications project projects repo repository
frontend backend front back end server servers service services api endpoint endpoints route routes url path post
get http https json rest database databases db data docs doc documentation blog shop portal code python javascript
typescript js ts node spa ssr static plain embeddings vectors vector index store rag agent agents pipeline
completions stream streams streaming locally local deploy deployed deployment hosting hosted host sdk key keys
functionality feature features support supports button buttons box panel bubble corner side version latest
backed express expresses expressed collection collections embed embeds embedding passage passages
"""
_NEGATORS = """
no not without dont doesnt never nothing none except minus skip disable omit avoid exclude neither nor ohne sin sans
instead rather
"""
ORDINARY = frozenset(_ORDINARY.split())
NEGATORS = frozenset(_NEGATORS.split())
"""`don't` comes as `don` and `t`; `instead of` and `rather than` deny what follows."""
CONTRACTED = frozenset({"don", "doesn", "didn", "won", "isn", "aren", "needn"})
SCOPE_ENDS = frozenset({"but", "only", "with", "just"})
CONNECTING = frozenset({"and", "or", "nor"})
