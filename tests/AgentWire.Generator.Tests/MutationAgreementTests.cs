using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>
/// The reader that knows only the model and the generated code agree about values that were changed at random: the derived vectors
/// of every type, with members and items that are removed, repeated, moved, renamed or exchanged for those of other vectors. They
/// also agree about what is written of these values for an older peer.
/// </summary>
[Trait("Category", "Load")]
public sealed class MutationAgreementTests
{
    private const int Inputs = 100_000;
    private const int Share = 2000;

    private static readonly string[] All =
    [
        .. Directory.GetDirectories(Repository.Shapes).Select(folder => Path.GetFileName(folder)).Order(),
        "lantern",
        .. DialectsOfTheLibrary,
    ];

    /// <summary>Gets the number of dialects that are tried in the thorough run.</summary>
    internal static int Count => All.Length;

    // To compile a dialect takes a second, so that usually only the one that uses every feature is tried.
    public static TheoryData<string> Dialects => [.. All.Where(name => Thoroughness.IsFull || name == "lantern")];

    internal static IEnumerable<string> DialectsOfTheLibrary =>
        Directory
            .GetFiles(Repository.Spec, "dialect.json", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Dialects))]
    public void The_model_and_the_generated_code_agree(string dialect)
    {
        string spec = DialectsOfTheLibrary.Contains(dialect) ? Repository.Spec : VectorTests.SpecOf(dialect);
        Dialect model = Models.Read(spec, dialect);
        EmittedLibrary library = EmittedLibrary.Of(spec, dialect);
        ModelReader reader = new(model);
        JsonMutator mutator = new(model, new Random(20261129));
        int total = Thoroughness.IsFull ? Inputs / All.Length : Share;
        OlderPeer[] peers = [.. model.Boundaries.Select(version => new OlderPeer(model, version))];
        int read = 0;
        int refused = 0;
        for (int i = 0; i < total; i++)
        {
            (NamedType type, Json input) = mutator.Next();
            Reading expected = reader.Read(type, input);
            library.Read(type.Name, $"{input}").ShouldBe(InWords(expected, input), $"{type.Name} {input}");
            _ = expected.Defect is null ? read++ : refused++;
            // An object with a repeated member can fit another variant of an untagged union after it was written.
            if (
                peers.Length > 0
                && expected.Output is { } output
                && $"{reader.Read(type, output).Output}" == $"{output}"
            )
            {
                OlderPeer peer = peers[i % peers.Length];
                string written = library.Read(
                    type.Name,
                    $"{output}",
                    new WireOptions { PeerVersion = $"{peer.Version}" }
                );
                OlderPeer.WithoutOffset(written).ShouldBe(peer.Write(type, output), $"{output} for {peer.Version}");
            }
        }

        // Most changes make a value invalid, but not all.
        read.ShouldBeGreaterThan(total / 20);
        refused.ShouldBeGreaterThan(total / 20);
    }

    private static string InWords(Reading reading, Json input) =>
        reading.Defect is { } defect
            ? $"{defect.Code} {defect.PointerIn(input)} {defect.OffsetIn(input)}"
            : $"{reading.Output}";
}
