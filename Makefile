# Every target is one line of tools/house.py, which needs only Python 3.11+ and git.
PORT ?= 8000

.PHONY: demo serve test check bench clause lock setup fuzz
demo:    ; @python3 tools/house.py demo --port $(PORT)
serve:   ; @python3 tools/house.py serve --port $(PORT)
test:    ; @python3 tools/house.py test $(ARGS)
check:   ; @python3 tools/house.py check
bench:   ; @python3 tools/house.py bench $(ARGS)
clause:  ; @python3 tools/house.py clause $(CLAUSE)
fuzz:    ; @python3 tools/house.py fuzz
lock:    ; @python3 tools/house.py lock
setup:   ; @python3 tools/house.py setup
