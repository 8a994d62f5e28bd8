#!/usr/bin/env bash
# The program under mpirun: the same bytes for any number of ranks, jobs and shards, and nothing
# wrong printed when a rank dies.
#   ranks.sh MPIRUN PROGRAM
set -euo pipefail
mpirun=$1
program=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

ranks() {
  local count=$1
  shift
  "$mpirun" -n "$count" --oversubscribe --allow-run-as-root --bind-to none "$@" < /dev/null
}
fail() {
  echo "ranks.sh: $*" >&2
  exit 1
}
same() { cmp "$1" "$2" || fail "$3"; }
# exits CODE COMMAND…: standard output and errors in the files out and err
exits() {
  local wanted=$1 got=0
  shift
  "$@" > out 2> err || got=$?
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $* ($(head -c 500 err))"
}

cat > study.yaml <<'EOF'
refreshsim_study: 1
replicas: 1500
scenario:
  refreshsim: 1
  launch_configurations: {asc-web: {ImageId: img-v1}}
  scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 12}}
  timing: {reinstall: {lognormal: {median: 4m, p95: 9m}}}
  faults:
    - {match: {step: boot}, probability: 0.02, outcome: fail}
  calls:
    - at: 1m
      as: refresh
      action: StartInstanceRefresh
      request:
        AutoScalingGroupId: asg-web
        RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}
  expect:
    - {activity: refresh, Status: SUCCESSFUL}
grid: {refresh.BatchNumber: [2, 3], refresh.MaxSurge: [0, 1]}
objectives: {availability: maximize, duration: minimize}
EOF
sed 's/^replicas: .*/replicas: auto\nat_most: 3000\nhalf_width: {duration: 10s}/' study.yaml > auto.yaml
sed 's/^replicas: .*/replicas: 100000000/' study.yaml > endless.yaml
sed 's/BatchNumber: \[/BatchNumbr: [/' study.yaml > wrong.yaml
{ cat study.yaml; echo 'expect: [{strategy: BatchNumber=2 MaxSurge=0, metric: availability, mean_at_least: 1}]'; } > hopeless.yaml

for study in study auto; do
  "$program" compare --format json --replicas "$study.csv" --output "$study.json" "$study.yaml"
  for count in 1 2 3 4; do
    ranks "$count" "$program" compare --format json --replicas ranks.csv "$study.yaml" > ranks.json
    same "$study.json" ranks.json "$count ranks give another result"
    same "$study.csv" ranks.csv "$count ranks give other replicas"
  done
done
ranks 2 "$program" compare --jobs 2 --seed 5 study.yaml > ranks.txt
"$program" compare --jobs 1 --seed 5 study.yaml > plain.txt
same plain.txt ranks.txt "two ranks of two threads give another result"
for i in 1 2 3; do "$program" compare --shard "$i/3" --output "part-$i" study.yaml; done
"$program" merge --format json part-2 part-1 part-3 > merged.json
same study.json merged.json "merged shards give another result"
echo "the same bytes for 1 to 4 ranks, for jobs and for shards"

# Only rank 0 speaks, and its exit is the job's.
exits 3 ranks 3 "$program" compare wrong.yaml
[ ! -s out ] || fail "something is printed for a wrong study"
[ "$(grep -c 'leads nowhere' err)" -eq 1 ] || fail "a wrong study is complained of more than once"
exits 1 ranks 2 "$program" compare --quiet hopeless.yaml
exits 3 ranks 2 "$program" compare --output /dev/full study.yaml
grep -q 'No space left' err || fail "a full disk is not told"

# A rank that dies in the middle, once rank 0 has begun its file and so all ranks are at work: no
# table, no file, and the launcher says which.
cat > mortal <<'EOF'
#!/bin/sh
begun() { for file in .lost*; do [ -e "$file" ] && return; done; return 1; }
if [ "$OMPI_COMM_WORLD_RANK" = "$1" ]; then (until begun; do sleep 0.1; done; sleep 1; kill -9 $$) & fi
shift
exec "$@"
EOF
chmod +x mortal
for mortal in 0 1; do
  exits 137 ranks 3 ./mortal "$mortal" "$program" compare --output lost endless.yaml
  [ ! -s out ] && [ ! -e lost ] || fail "something is printed although rank $mortal died"
  grep -q "rank $mortal" err || fail "nobody says that rank $mortal died"
  # Rank 0 has the unfinished file: killed itself, it can't tidy up; told to end, it does.
  [ "$mortal" -eq 0 ] || [ -z "$(find . -name '.lost*')" ] || fail "an unfinished file is left"
  rm -f .lost*
done
echo "nothing wrong is printed when a rank dies"
