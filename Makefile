# All steps are in run.py, for machines without make.
PY ?= python3

.DEFAULT_GOAL := help
.PHONY: demo test crawl fuzz browser servers screenshots handbook lint ci format lock help

demo: ; @$(PY) run.py demo
test: ; @$(PY) run.py test
crawl: ; @$(PY) run.py crawl
fuzz: ; @$(PY) run.py fuzz
browser: ; @$(PY) run.py browser
servers: ; @$(PY) run.py servers
screenshots: ; @$(PY) run.py screenshots
handbook: ; @$(PY) run.py handbook
lint: ; @$(PY) run.py lint
ci: ; @$(PY) run.py ci
format: ; @$(PY) run.py format
lock: ; @$(PY) run.py lock
help: ; @$(PY) run.py help
