using System.CommandLine;
using System.Globalization;
using System.Text;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Fuzzing;

namespace AgentWire.Fuzzing;

/// <summary><c>fuzz</c>: runs the loop for a time or a number of inputs.</summary>
internal static class FuzzCommand
{
    public static Command Create(TextWriter output)
    {
        Option<ulong?> seed = new("--seed") { Description = "The seed of a run to repeat. The default is a new seed." };
        Option<long?> inputs = new("--inputs") { Description = "Stops after this number of inputs." };
        Option<int?> seconds = new("--seconds")
        {
            Description = "Stops after this number of seconds. The default without --inputs is 60.",
        };
        Option<long> first = new("--first") { Description = "The number of the first input." };
        Option<int> threads = new("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<string?> dialect = new("--dialect") { Description = "Only this dialect." };
        dialect.AcceptOnlyFromAmong([.. SeedCorpus.AllDialects.Select(each => each.Name)]);
        Command command = new("fuzz", "Reads mutated messages in every way, and looks for broken promises.")
        {
            seed,
            inputs,
            seconds,
            first,
            threads,
            dialect,
        };
        command.SetAction(line =>
        {
            int? limit = line.GetValue(seconds) ?? (line.GetValue(inputs) is null ? 60 : null);
            FuzzPlan plan = new(
                line.GetValue(seed) ?? (ulong)Random.Shared.NextInt64(1_000_000),
                line.GetValue(first),
                line.GetValue(inputs) ?? long.MaxValue / 2,
                limit is null ? TimeSpan.MaxValue : TimeSpan.FromSeconds(limit.Value),
                line.GetValue(threads)
            );
            return Run(SeedCorpus.Load(SeedCorpus.AllDialects, line.GetValue(dialect)), plan, output);
        });
        return command;
    }

    private static int Run(SeedCorpus corpus, FuzzPlan plan, TextWriter output)
    {
        output.WriteLine($"seed {plan.Seed}, {corpus.Count} messages in the corpus ({corpus.Digest})");
        FuzzResult result = new FuzzRun(corpus, plan, FuzzTarget.Of)
        {
            Progress = (done, time) => output.WriteLine($"  {time:hh\\:mm\\:ss} {done:N0}"),
        }.Run();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Inputs:N0} inputs in {result.Time.TotalSeconds:0} s, {result.Inputs / result.Time.TotalSeconds:N0} a second; the slowest took {result.Slowest.TotalMilliseconds:0.0} ms"
            )
        );
        foreach ((WireErrorCode code, long count) in result.Verdicts.Where(verdict => verdict.Value > 0))
        {
            string name = code == WireErrorCode.None ? "read" : code.ToWireName();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name, -18} {count, 14:N0}"));
        }

        foreach (FuzzFinding finding in result.Findings)
        {
            output.WriteLine();
            output.WriteLine($"FINDING: {finding.What}");
            output.WriteLine($"  read as  {finding.Codec.Dialect} {finding.Codec.TypeName}");
            output.WriteLine($"  text     {Encoding.UTF8.GetString(finding.Input)}");
            output.WriteLine($"  base64   {Convert.ToBase64String(finding.Input)}");
            output.WriteLine($"  again    fuzz --seed {plan.Seed} --first {finding.Number} --inputs 1 --threads 1");
        }

        output.WriteLine(result.Findings.Count == 0 ? "no findings" : $"{result.Findings.Count} findings");
        return result.Findings.Count == 0 ? 0 : 1;
    }
}
