using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>
/// The reader that knows only the model and the generated code agree about values that were changed at random: the derived vectors
/// of every type, with members and items that are removed, repeated, moved, renamed or exchanged for those of other vectors.
/// </summary>
[Trait("Category", "Load")]
public sealed class MutationAgreementTests
{
    private const int Inputs = 100_000;
    private const int Share = 2000;

    private static readonly Json[] Plain =
    [
        Json.Null,
        Json.True,
        Json.False,
        new Json.Number("0"),
        new Json.Number("-1"),
        new Json.Number("1.50"),
        new Json.Number("1e2"),
        new Json.Number("-0"),
        new Json.Number("255"),
        new Json.Number("18446744073709551616"),
        new Json.Text(""),
        new Json.Text("é\n\""),
        new Json.Text("x-unknown"),
        new Json.List([]),
        new Json.List([Json.Null]),
        Json.Object.Of(),
        Json.Object.Of(new("b", new Json.Number("1.0")), new("a", Json.Null), new("b", Json.True)),
    ];

    private static readonly string[] All =
    [
        .. Directory.GetDirectories(Repository.Shapes).Select(folder => Path.GetFileName(folder)).Order(),
        "lantern",
        .. DialectsOfTheLibrary,
    ];

    // To compile a dialect takes a second, so that usually only the one that uses every feature is tried.
    public static TheoryData<string> Dialects => [.. All.Where(name => Thoroughness.IsFull || name == "lantern")];

    private static IEnumerable<string> DialectsOfTheLibrary =>
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
        Random random = new(20261129);
        Dictionary<string, Json[]> seeds = model.Types.ToDictionary(
            type => type.Name,
            type => TypeCases.Of(model, type).Select(each => each.Input).ToArray()
        );
        Json[] all = [.. seeds.Values.SelectMany(each => each), .. Plain];
        string[] names = [.. all.OfType<Json.Object>().SelectMany(each => each.Members).Select(m => m.Name).Distinct()];
        Mutator mutator = new(random, [.. all.SelectMany(Within).Distinct()], names);
        int total = Thoroughness.IsFull ? Inputs / All.Length : Share;
        int read = 0;
        int refused = 0;
        for (int i = 0; i < total; i++)
        {
            NamedType type = model.Types[random.Next(model.Types.Count)];
            Json input = seeds[type.Name][random.Next(seeds[type.Name].Length)];
            for (int steps = random.Next(4); steps >= 0; steps--)
            {
                input = mutator.Change(input);
            }

            Reading expected = reader.Read(type, input);
            library.Read(type.Name, $"{input}").ShouldBe(InWords(expected, input), $"{type.Name} {input}");
            _ = expected.Defect is null ? read++ : refused++;
        }

        // Most changes make a value invalid, but not all.
        read.ShouldBeGreaterThan(total / 20);
        refused.ShouldBeGreaterThan(total / 20);
    }

    private static string InWords(Reading reading, Json input) =>
        reading.Defect is { } defect
            ? $"{defect.Code} {defect.PointerIn(input)} {defect.OffsetIn(input)}"
            : $"{reading.Output}";

    private static IEnumerable<Json> Within(Json json) =>
        (
            json switch
            {
                Json.List list => list.Items.SelectMany(Within),
                Json.Object members => members.Members.SelectMany(member => Within(member.Value)),
                _ => [],
            }
        ).Prepend(json);

    /// <summary>Changes a value at a random place.</summary>
    private sealed class Mutator(Random random, IReadOnlyList<Json> values, IReadOnlyList<string> names)
    {
        public Json Change(Json json) =>
            json switch
            {
                Json.Object { Members: { Count: > 0 } members } when random.Next(8) > 0 => new Json.Object(
                    ChangeMembers([.. members])
                ),
                Json.List { Items: { Count: > 0 } items } when random.Next(8) > 0 => new Json.List(
                    ChangeItems([.. items])
                ),
                _ => AnyValue(),
            };

        private List<JsonMember> ChangeMembers(List<JsonMember> members)
        {
            int at = random.Next(members.Count);
            switch (random.Next(8))
            {
                case 0:
                    members.RemoveAt(at);
                    break;
                case 1:
                    members.Insert(random.Next(members.Count + 1), members[at]);
                    break;
                case 2:
                    members.Insert(random.Next(members.Count + 1), new JsonMember(AnyName(), AnyValue()));
                    break;
                case 3:
                    members[at] = members[at] with { Name = AnyName() };
                    break;
                case 4:
                    int other = random.Next(members.Count);
                    (members[at], members[other]) = (members[other], members[at]);
                    break;
                default:
                    members[at] = members[at] with { Value = Change(members[at].Value) };
                    break;
            }

            return members;
        }

        private List<Json> ChangeItems(List<Json> items)
        {
            int at = random.Next(items.Count);
            switch (random.Next(4))
            {
                case 0:
                    items.RemoveAt(at);
                    break;
                case 1:
                    items.Insert(random.Next(items.Count + 1), AnyValue());
                    break;
                default:
                    items[at] = Change(items[at]);
                    break;
            }

            return items;
        }

        private Json AnyValue() => values[random.Next(values.Count)];

        private string AnyName() => names[random.Next(names.Count)];
    }
}
