# The same commands as in the README, for those who have just.

# Regenerate the client from the vendored document.
generate:
    cargo xtask generate

# Say whether anything is out of date; write nothing.
check:
    cargo xtask check

# Run every test.
test:
    cargo test --workspace

# Create a webhook, against the simulator if there is no API key.
quickstart:
    cargo run -p fingerprint-management --example quickstart

# Read new pages or documents into the vendored document.
ingest +sources:
    cargo xtask ingest {{sources}} --output spec/management-api_2024-05-20.json

# Say what changed in the document since the last commit.
diff base="git:HEAD" revision="spec/management-api_2024-05-20.json":
    cargo xtask diff {{base}} {{revision}}

# Accept the snapshots as they are now, for review with git diff.
snapshots:
    INSTA_UPDATE=always cargo test -p build-tools --test snapshots

# All that CI runs.
ci:
    bash .ci/run
