using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Differential;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Fuzzing.Peers;

namespace AgentWire.Fuzzing;

/// <summary><c>differential</c>: compares the library with its peers.</summary>
internal static class DifferentialCommand
{
    private const int Batch = 1000;
    private const int MostShown = 20;

    public static Command Create(TextWriter output)
    {
        Option<ulong?> seed = new("--seed") { Description = "The seed of a run to repeat. The default is a new seed." };
        Option<long> inputs = new("--inputs")
        {
            Description = "The number of mutated inputs, in addition to the corpus.",
            DefaultValueFactory = _ => 100_000,
        };
        Option<long> first = new("--first") { Description = "The number of the first input." };
        Option<string?> dialect = new("--dialect") { Description = "Only this dialect." };
        dialect.AcceptOnlyFromAmong([.. WireDialects.All.Select(each => each.Name)]);
        Option<string[]> only = new("--peer")
        {
            Description = "Only these peers.",
            DefaultValueFactory = _ => ["serde", "ajv", "njsonschema"],
        };
        only.AcceptOnlyFromAmong("serde", "ajv", "njsonschema");
        Command command = new(
            "differential",
            "Compares the answers of the library with those of serde, ajv and NJsonSchema."
        )
        {
            seed,
            inputs,
            first,
            dialect,
            only,
        };
        command.SetAction(line =>
        {
            Peer[] peers = [.. line.GetValue(only)!.Distinct().Select(Start)];
            try
            {
                return Run(
                    SeedCorpus.Load(WireDialects.All, line.GetValue(dialect)),
                    peers,
                    line.GetValue(seed) ?? (ulong)Random.Shared.NextInt64(1_000_000),
                    line.GetValue(first),
                    line.GetValue(inputs),
                    output
                );
            }
            finally
            {
                foreach (Peer peer in peers)
                {
                    peer.Dispose();
                }
            }
        });
        return command;
    }

    private static Peer Start(string name) =>
        name switch
        {
            "serde" => TesteePeer.Serde(),
            "ajv" => TesteePeer.Ajv(),
            _ => new NJsonSchemaPeer(),
        };

    private static int Run(SeedCorpus corpus, Peer[] peers, ulong seed, long first, long inputs, TextWriter output)
    {
        output.WriteLine($"seed {seed}, {corpus.Count} messages in the corpus ({corpus.Digest})");
        Stopwatch clock = Stopwatch.StartNew();
        DifferentialRun run = new(new Library(), peers);
        if (first == 0)
        {
            foreach (Seed[] seeds in corpus.Dialects.SelectMany(dialect => dialect.Seeds).Chunk(Batch))
            {
                run.Ask([.. seeds.Select(s => new Question(s.Codec, s.Message))], _ => "of the corpus");
            }
        }

        Mutator mutator = new(corpus, seed);
        for (long from = first; from < first + inputs; from += Batch)
        {
            Question[] questions = new Question[Math.Min(Batch, first + inputs - from)];
            for (int i = 0; i < questions.Length; i++)
            {
                WireCodec codec = mutator.Make(from + i);
                questions[i] = new(codec, mutator.Input.ToArray());
            }

            run.Ask(questions, i => $"differential --seed {seed} --first {from + i} --inputs 1");
        }

        Report(run, clock.Elapsed, output);
        return run.Unexplained.Count == 0 && run.Unpinned.Count == 0 ? 0 : 1;
    }

    private static void Report(DifferentialRun run, TimeSpan time, TextWriter output)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        output.WriteLine(
            string.Create(
                invariant,
                $"{run.Questions:N0} inputs in {time.TotalSeconds:0} s, {run.Accepted:N0} of them read"
            )
        );
        output.WriteLine($"  {"predicate", -30} {"peer", -12} {"it", -8} {"explains", 10} {"holds without", 14}");
        foreach ((Expectation expectation, Count count) in run.Counts)
        {
            output.WriteLine(
                string.Create(
                    invariant,
                    $"  {expectation.Predicate, -30} {expectation.Peer, -12} {expectation.Difference.ToString().ToLowerInvariant(), -8} {count.Explained, 10:N0} {count.Agreed, 14:N0}"
                )
            );
        }

        foreach (Disagreement one in run.Unexplained.Take(MostShown))
        {
            output.WriteLine();
            output.WriteLine($"UNEXPLAINED: {one.Peer} {one.Difference.ToString().ToLowerInvariant()}");
            output.WriteLine($"  read as    {one.Question.Dialect} {one.Question.Type}");
            output.WriteLine($"  text       {Encoding.UTF8.GetString(one.Question.Input)}");
            output.WriteLine($"  base64     {Convert.ToBase64String(one.Question.Input)}");
            output.WriteLine($"  AgentWire  {Show(one.Ours)}");
            output.WriteLine($"  {one.Peer, -10} {Show(one.Theirs)}");
            output.WriteLine($"  again      {one.Origin}");
        }

        foreach (Expectation unpinned in run.Unpinned)
        {
            output.WriteLine(
                $"NO EXAMPLE in examples.json: {unpinned.Predicate}, {unpinned.Peer} {unpinned.Difference}"
            );
        }

        output.WriteLine(run.Unexplained.Count == 0 ? "all explained" : $"{run.Unexplained.Count} unexplained");
    }

    private static string Show(Answer answer) =>
        answer.Output is { } bytes
            ? $"accepts {Encoding.UTF8.GetString(bytes)}"
            : answer.Verdict.ToString().ToLowerInvariant();
}
