using System.Text;
using System.Text.Json;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Mutation;

namespace AgentWire.Fuzzing.Tests;

public sealed class MutationTests
{
    private static readonly SeedCorpus Seeds = SeedCorpus.Load(SeedCorpus.AllDialects);

    [Fact]
    public void An_input_is_made_from_the_seed_and_its_number_alone()
    {
        Mutator one = new(Seeds, 7);
        Mutator other = new(Seeds, 7);
        Mutator another = new(Seeds, 8);
        int same = 0;
        for (int number = 0; number < 300; number++)
        {
            WireCodec codec = one.Make(number);
            other.Make(number + 1);
            other.Make(number).ShouldBe(codec);
            other.Input.SequenceEqual(one.Input).ShouldBeTrue();
            another.Make(number);
            same += another.Input.SequenceEqual(one.Input) ? 1 : 0;
        }

        same.ShouldBeLessThan(10);
    }

    [Fact]
    public void Inputs_are_of_every_type_and_both_fit_and_unfit()
    {
        Mutator mutator = new(Seeds, 1);
        HashSet<WireCodec> types = [];
        int read = 0;
        const int Count = 20_000;
        for (int number = 0; number < Count; number++)
        {
            WireCodec codec = mutator.Make(number);
            types.Add(codec);
            read += codec.TryReadObject(mutator.Input, out _, out _) ? 1 : 0;
        }

        types.Count.ShouldBe(SeedCorpus.AllDialects.Sum(dialect => dialect.Types.Count));
        read.ShouldBeInRange(Count / 10, Count * 9 / 10);
    }

    [Fact]
    public void A_map_has_the_values_of_every_message_that_reads()
    {
        JsonMap map = new();
        foreach (Seed seed in Seeds.Dialects.SelectMany(dialect => dialect.Seeds))
        {
            if (seed.Codec.TryReadObject(seed.Message, out _, out _))
            {
                map.Scan(seed.Message).ShouldBeTrue();
                using JsonDocument document = JsonDocument.Parse(seed.Message, new() { MaxDepth = 200 });
                List<string> expected = [];
                Flatten(document.RootElement, "", expected);
                List<string> found = [];
                for (int i = 0; i < map.Count; i++)
                {
                    JsonNode node = map[i];
                    string name = node.HasName
                        ? JsonText.Unescape(seed.Message.AsSpan(node.NameStart, node.NameEnd - node.NameStart))
                        : "";
                    found.Add(name + "=" + Encoding.UTF8.GetString(seed.Message, node.Start, node.End - node.Start));
                }

                found.ShouldBe(expected);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1}}")]
    [InlineData("\"a")]
    [InlineData("[1}")]
    public void A_map_of_what_is_no_document_is_none(string text) =>
        new JsonMap().Scan(Encoding.UTF8.GetBytes(text)).ShouldBeFalse();

    private static void Flatten(JsonElement value, string name, List<string> texts)
    {
        texts.Add(name + "=" + value.GetRawText());
        foreach (
            (string inside, JsonElement child) in value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().Select(member => (member.Name, member.Value)),
                JsonValueKind.Array => value.EnumerateArray().Select(item => ("", item)),
                _ => [],
            }
        )
        {
            Flatten(child, inside, texts);
        }
    }
}
