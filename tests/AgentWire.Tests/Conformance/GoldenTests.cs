using System.Text;
using System.Text.Json;

namespace AgentWire.Tests.Conformance;

public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. Golden.Names];

    public static TheoryData<string> Mangled => [.. Golden.Names.Where(name => Golden.Has(name, "mangled"))];

    public static TheoryData<string> Judged => [.. Golden.Names.Where(name => Golden.Has(name, "verdicts"))];

    public static TheoryData<string> Numbers => [.. Golden.Names.Where(name => Golden.Has(name, "numbers"))];

    public static TheoryData<string> Dialects => [.. GoldenDifferences.ByDialect.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_reference_prints_comes_back_byte_for_byte(string name) =>
        Golden.Printing(Golden.Codec(name), Golden.Lines(name), Golden.Lines(name)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Mangled))]
    public void The_same_message_said_differently_gives_the_same_bytes(string name) =>
        Golden.Printing(Golden.Codec(name), Golden.Lines(name, "mangled"), Golden.Lines(name)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Judged))]
    public void Odd_and_damaged_input_is_judged_as_the_reference_judges_it(string name) =>
        Golden.Judging(Golden.Codec(name), Golden.Lines(name, "verdicts")).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_that_the_references_write_differently_keep_their_text(string name)
    {
        Report report = new();
        foreach (JsonElement line in Golden.Lines(name, "numbers").Select(line => Repository.Parse(line)))
        {
            string input = line.GetProperty("in").GetString()!;
            Outcome got = Outcome.Of(Golden.Codec(name), Encoding.UTF8.GetBytes(input));
            string expected = line.TryGetProperty("out", out JsonElement output) ? $"ok {output}" : "refused";
            report.Same(input, expected, got.Reads ? got.ToString() : "refused");
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_difference_explains_the_vectors_that_its_entry_names(string dialect)
    {
        Dictionary<string, (VectorFile File, Vector Vector)> vectors = VectorFile
            .OfDialect(dialect)
            .SelectMany(file => file.Vectors.Select(vector => (file, vector)))
            .ToDictionary(pair => $"{pair.file.Type}/{pair.vector.Id}");
        Dictionary<string, JsonElement> differences = Repository
            .Manifest(dialect)
            .GetProperty("differences")
            .EnumerateArray()
            .ToDictionary(difference => difference.GetProperty("id").GetString()!);
        Report report = new();
        foreach ((string id, Func<string, JsonElement, bool> covers) in GoldenDifferences.ByDialect[dialect])
        {
            foreach (JsonElement name in differences[id].GetProperty("vectors").EnumerateArray())
            {
                (VectorFile file, Vector vector) = vectors[name.GetString()!];
                report.That(covers(file.Type, Repository.Parse(vector.Input)), $"{dialect} {id}", $"not {name}");
            }
        }

        report.ShouldBeClean();
    }
}
