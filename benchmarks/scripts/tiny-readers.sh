#!/bin/bash
# Writes random networks with the names and layers of the published ones that read bodies, 4 MB in all: tiny-readers.sh FOLDER.
. "$(dirname "$0")/build.sh"
run 512m org.mirrorx.benchmarks.body.TinyReaders "${1:?Give the folder to write to.}"
