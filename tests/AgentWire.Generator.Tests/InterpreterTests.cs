using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentWire.Generator.Vectors;
using AgentWire.Interpreter;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Vectors;

namespace AgentWire.Generator.Tests;

/// <summary>The interpreter reads and writes what generated code reads and writes, and reports the same errors.</summary>
[Trait("Category", "Load")]
public sealed class InterpreterTests
{
    private const int Inputs = 100_000;
    private const int Share = 2000;

    private static readonly WireOptions[] Options =
    [
        WireOptions.Default,
        WireOptions.Default with
        {
            UnknownMembers = UnknownMemberHandling.Preserve,
            UnknownTags = UnknownTagHandling.Reject,
        },
        WireOptions.Default with
        {
            UnknownMembers = UnknownMemberHandling.Preserve,
            Mirrors = MirrorHandling.OuterWins,
        },
        WireOptions.Default with
        {
            UnknownMembers = UnknownMemberHandling.Reject,
        },
        WireOptions.Default with
        {
            MaxDepth = 3,
            MaxMessageBytes = 120,
        },
    ];

    /// <summary>Returns the options to try, with one set for each version that has something new.</summary>
    private static IEnumerable<WireOptions> OptionsOf(WireDialect dialect) =>
        Options.Concat(
            dialect
                .Versions.Changes.Prepend(dialect.Versions.From)
                .OfType<string>()
                .Select(version => WireOptions.Default with { PeerVersion = version })
        );

    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "AgentWire.Tests", "data", "golden");

    public static TheoryData<string> DialectsOfTheLibrary => [.. MutationAgreementTests.DialectsOfTheLibrary];

    public static TheoryData<string> DialectsOfTheTests => VectorTests.Dialects;

    public static TheoryData<string> AllDialects => MutationAgreementTests.Dialects;

    public static TheoryData<string> GoldenFiles =>
        [
            .. Directory
                .GetFiles(Golden, "*.ndjson")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(DialectsOfTheLibrary))]
    public void Reads_the_vectors_of_the_library(string name)
    {
        WireDialect dialect = InterpretedDialect.Of(Models.Read(Repository.Spec, name));
        Vector[] vectors = [.. new VectorReader(SpecFiles.In(Repository.Spec)).Read(name)];
        vectors.Length.ShouldBeGreaterThan(100);
        foreach (Vector vector in vectors)
        {
            WireCodec codec = CodecOf(dialect, vector.Type);
            ReadVerdict expected = vector.Reading;
            if (expected.Code is null)
            {
                string canonical = Encoding.UTF8.GetString(expected.Output ?? vector.Input);
                Outcome(codec, vector.Input).ShouldBe(canonical, vector.Name);
                continue;
            }

            codec.TryReadObject(vector.Input, out _, out WireError error).ShouldBeFalse(vector.Name);
            error.Code.ToWireName().ShouldBe(expected.Code, vector.Name);
            error.ByteOffset.ShouldBe(expected.Offset, vector.Name);
            // The library cuts longer ones.
            if (expected.Pointer!.Length <= 256)
            {
                error.Pointer.ShouldBe(expected.Pointer, vector.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(DialectsOfTheTests))]
    public void Reads_the_derived_vectors_of_small_dialects(string name)
    {
        Dialect model = Models.Read(VectorTests.SpecOf(name), name);
        WireDialect interpreted = InterpretedDialect.Of(model);
        WireDialect generated = EmittedLibrary.Of(VectorTests.SpecOf(name), name).Dialect;
        foreach (NamedType type in model.Types)
        {
            foreach (byte[] input in TypeCases.Of(model, type).Select(each => Encoding.UTF8.GetBytes($"{each.Input}")))
            {
                ShouldAgree(generated, interpreted, type.Name, input);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Agrees_about_what_the_references_write(string file)
    {
        string[] parts = file.Split('.');
        WireDialect generated = WireDialects.All.Single(each => each.Name == parts[0]);
        WireDialect interpreted = InterpretedDialect.Of(Models.Read(Repository.Spec, parts[0]));
        string type = parts[1] switch
        {
            "server" => generated.Server!.TypeName,
            "client" => generated.Client!.TypeName,
            string name => name,
        };
        foreach (string line in File.ReadLines(Path.Combine(Golden, file)))
        {
            byte[] input = Encoding.UTF8.GetBytes(line);
            if (parts[2] is "verdicts" or "numbers")
            {
                using JsonDocument verdict = JsonDocument.Parse(line);
                input = Encoding.UTF8.GetBytes(verdict.RootElement.GetProperty("in").GetString()!);
            }

            ShouldAgree(generated, interpreted, type, input);
        }
    }

    [Theory]
    [MemberData(nameof(AllDialects))]
    public void Agrees_with_generated_code_about_changed_values(string name)
    {
        string spec = MutationAgreementTests.DialectsOfTheLibrary.Contains(name)
            ? Repository.Spec
            : VectorTests.SpecOf(name);
        Dialect model = Models.Read(spec, name);
        WireDialect interpreted = InterpretedDialect.Of(model);
        WireDialect generated = EmittedLibrary.Of(spec, name).Dialect;
        Random random = new(20261130);
        JsonMutator mutator = new(model, random);
        int read = 0;
        int total = Thoroughness.IsFull ? Inputs / MutationAgreementTests.Count : Share;
        for (int i = 0; i < total; i++)
        {
            (NamedType type, Json input) = mutator.Next();
            byte[] utf8 = Encoding.UTF8.GetBytes($"{input}");
            read += ShouldAgree(generated, interpreted, type.Name, random.Next(2) == 0 ? utf8 : Damaged(utf8, random));
        }

        read.ShouldBeGreaterThan(total / 20);
        read.ShouldBeLessThan(total - (total / 20));
    }

    [Fact]
    public void Knows_the_roots_of_a_side_like_generated_code()
    {
        WireDialect interpreted = InterpretedDialect.Of(Models.Read(Repository.Shapes, "list-roots"));
        WireDialect generated = EmittedLibrary.Of(Repository.Shapes, "list-roots").Dialect;
        foreach (WireDialect dialect in new[] { interpreted, generated })
        {
            dialect.Server.ShouldBeNull();
            dialect.Client!.TypeName.ShouldBe("Names");
            dialect
                .Roots.Select(root => $"{root.Side} {root.Name} {root.Codec.TypeName}")
                .ShouldBe(["Server batches Batch", "Server grids Grid", "Client  Names"]);
        }

        WireDialect walrus = WireDialects.All.Single(each => each.Name == "walrus");
        walrus.Roots.Select(root => root.Codec).ShouldBe([walrus.Server!, walrus.Client!]);
        walrus.Roots.ShouldAllBe(root => root.Name == null);
    }

    [Fact]
    public void Finds_a_codec_that_differs()
    {
        Dialect model = Models.Read(Repository.Shapes, "flattened-external");
        WireDialect generated = EmittedLibrary.Of(Repository.Shapes, "flattened-external").Dialect;
        WireDialect other = InterpretedDialect.Of(
            model with
            {
                Types =
                [
                    .. model.Types.Select(type =>
                        type is UnionType { Name: "Message" } union ? union with { IsOpen = !union.IsOpen } : type
                    ),
                ],
            }
        );
        Should.Throw<ShouldAssertException>(() =>
            ShouldAgree(generated, other, "Message", """{"type":"x-unknown"}"""u8.ToArray())
        );
    }

    [Theory]
    [MemberData(nameof(DialectsOfTheLibrary))]
    public void Has_the_facts_of_a_dialect_of_the_library(string name) =>
        ShouldHaveTheFactsOf(
            WireDialects.All.Single(each => each.Name == name),
            InterpretedDialect.Of(Models.Read(Repository.Spec, name))
        );

    [Theory]
    [MemberData(nameof(DialectsOfTheTests))]
    public void Has_the_facts_of_a_small_dialect(string name) =>
        ShouldHaveTheFactsOf(
            EmittedLibrary.Of(VectorTests.SpecOf(name), name).Dialect,
            InterpretedDialect.Of(Models.Read(VectorTests.SpecOf(name), name))
        );

    private static void ShouldHaveTheFactsOf(WireDialect generated, WireDialect interpreted)
    {
        interpreted.ToString().ShouldBe(generated.ToString());
        interpreted.Title.ShouldBe(generated.Title);
        interpreted.Server?.TypeName.ShouldBe(generated.Server?.TypeName);
        interpreted.Client?.TypeName.ShouldBe(generated.Client?.TypeName);
        interpreted.Types.Select(type => type.ToString()).ShouldBe(generated.Types.Select(type => type.ToString()));
        interpreted.Types.Select(type => type.Tags).ShouldBe(generated.Types.Select(type => type.Tags));
        interpreted.ServerSentEvents.EventsWithoutMessage.ShouldBe(generated.ServerSentEvents.EventsWithoutMessage);
        $"{interpreted.Versions}".ShouldBe($"{generated.Versions}");
        interpreted.Versions.Changes.ShouldBe(generated.Versions.Changes);
        interpreted.ServerSentEvents.KeepAliveEvent.ShouldBe(generated.ServerSentEvents.KeepAliveEvent);
        interpreted.ServerSentEvents.HasIds.ShouldBe(generated.ServerSentEvents.HasIds);
    }

    /// <summary>Compares the results of both codecs with each of the options. Returns 1 if the value was read; otherwise 0.</summary>
    private static int ShouldAgree(WireDialect generated, WireDialect interpreted, string type, byte[] input)
    {
        WireCodec expected = CodecOf(generated, type);
        WireCodec codec = CodecOf(interpreted, type);
        foreach (WireOptions options in OptionsOf(generated))
        {
            string because = $"{type} {Encoding.UTF8.GetString(input)} {options}";
            Outcome(codec.With(options), input).ShouldBe(Outcome(expected.With(options), input), because);
        }

        (codec.TryPeekTag(input, out string? tag), tag).ShouldBe(
            (expected.TryPeekTag(input, out string? other), other)
        );
        return expected.TryReadObject(input, out _, out _) ? 1 : 0;
    }

    private static WireCodec CodecOf(WireDialect dialect, string type) =>
        dialect.Types.Single(each => each.TypeName == type);

    /// <summary>Returns the canonical form of a value, or the error of reading or writing it.</summary>
    private static string Outcome(WireCodec codec, byte[] input)
    {
        if (!codec.TryReadObject(input, out object? value, out WireError error))
        {
            return $"{error}";
        }

        ArrayBufferWriter<byte> output = new();
        try
        {
            codec.WriteObject(output, value);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
        catch (WireException refused)
        {
            return $"{refused.Error}";
        }
    }

    /// <summary>Removes, replaces, repeats or inserts a byte, or cuts the text.</summary>
    private static byte[] Damaged(byte[] utf8, Random random)
    {
        const string Bytes = "{}[]\",:0-1.e\\ \tnu\u007f\u00ff";
        List<byte> bytes = [.. utf8];
        int at = random.Next(bytes.Count);
        byte other = (byte)Bytes[random.Next(Bytes.Length)];
        switch (random.Next(5))
        {
            case 0:
                bytes.RemoveAt(at);
                break;
            case 1:
                bytes[at] = other;
                break;
            case 2:
                bytes.Insert(at, bytes[at]);
                break;
            case 3:
                bytes.Insert(at, other);
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }

        return [.. bytes];
    }
}
