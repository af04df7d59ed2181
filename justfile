# The same commands as in the README, for those who have just.

# Regenerate the client from the vendored document.
generate:
    cargo xtask generate

# Report whether anything is out of date; write nothing.
check:
    cargo xtask check

# Run every test.
test:
    cargo test --workspace

# Run the tests that only call functions or the built command; seconds.
test-fast:
    cargo test --workspace --lib --bins --test it

# Print the value of a document after a stage, such as effective or rewritten.
trace stage file:
    cargo xtask generate --spec {{file}} --trace target/trace
    cat target/trace/*-{{stage}}.*

# Create a webhook, in the simulator if no API key is set.
quickstart:
    cargo run -p fingerprint-management --example quickstart

# Update to a new API document: files, pages or https addresses.
update +sources:
    cargo xtask update {{sources}}

# Update to the document as the vendor has it now, whole or by its index.
update-from-vendor *options:
    cargo xtask update --from-vendor {{options}}

# Report what changed in the document since a commit.
diff base="git:HEAD~1" revision="git:HEAD":
    cargo xtask diff {{base}} {{revision}}

# Benchmark the tools; BENCHMARKS.md explains the figures.
bench-tools:
    cargo bench -p build-tools --bench generate
    cargo bench -p build-tools --bench unchanged
    cargo bench -p build-tools --bench diff

# Measure what is generated beside two other generators: time, memory, lines, and what compiling it costs.
bench-challengers *what:
    cargo bench -p build-tools --bench challengers -- {{what}}

# Count instructions of generate, of diff and of a call beside the committed ones; needs valgrind.
instructions:
    cargo test --workspace --test instructions

# Prove the Rust verdict of diff on a table of edits, and record it in SEMVER.md; needs cargo-semver-checks.
semver-proof:
    cargo run -p semver-proof

# Prove that a program goes on sending what it sent, and record it in SENDING.md.
sending-proof:
    cargo run -p semver-proof --bin sending-proof

# Accept the snapshots as they are now, for review with git diff.
snapshots:
    cargo xtask snapshots

# Rehearse updates to documents that were not seen, in a copy of the workspace; minutes.
rehearse:
    cargo test -p build-tools --test rehearsal

# Run the fuzz targets, or some of them, for some seconds each; `just fuzz ci` is what CI runs.
fuzz seconds="20" *targets:
    bash build-tools/fuzz/run {{seconds}} {{targets}}

# Count instructions and allocations of a call, beside the same call by hand; needs valgrind.
bench-instructions:
    cargo bench -p fingerprint-management --bench instructions

# Measure calls per second to the simulator, beside the same calls by hand.
bench-throughput:
    cargo bench -p fingerprint-management --bench throughput

# Measure crates, build time and size of a program that uses the client.
bench-cost:
    bash generated-client/benches/cost.sh

# Run what CI runs.
ci:
    bash .ci/run
