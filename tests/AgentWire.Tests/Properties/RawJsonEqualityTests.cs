using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AgentWire.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentWire.Tests.Properties;

/// <summary>The equality of opaque values agrees with a model of it, which makes it an equivalence relation.</summary>
public sealed class RawJsonEqualityTests
{
    /// <summary>Gets two documents, or a document and the same document in another form, which can change the value.</summary>
    private static Gen<(string Left, string Right)> Pairs =>
        Gen.OneOf(
            JsonTexts.SmallDocuments.Two().Select(pair => (pair.Item1, pair.Item2)),
            from json in JsonTexts.SmallDocuments
            from seed in Gen.Choose(0, int.MaxValue)
            select (json, Respelled(RawJson.Parse(json).ToJsonElement(), new Random(seed)))
        );

    [Property(MaxTest = 3000)]
    public Property Values_are_equal_where_their_models_are() =>
        Prop.ForAll(
            Pairs.ToArbitrary(),
            pair =>
            {
                RawJson left = RawJson.Parse(pair.Left);
                RawJson right = RawJson.Parse(pair.Right);
                bool expected = Model(pair.Left) == Model(pair.Right);
                left.Equals(right).ShouldBe(expected);
                (right == left).ShouldBe(expected);
                (right != left).ShouldBe(!expected);
                if (expected)
                {
                    left.GetHashCode().ShouldBe(right.GetHashCode());
                }
            }
        );

    [Fact]
    public void The_pairs_hold_equal_and_different_values() =>
        Pairs
            .Sample(500)
            .GroupBy(pair => Model(pair.Left) == Model(pair.Right) && pair.Left != pair.Right)
            .Min(group => group.Count())
            .ShouldBeGreaterThan(20);

    [Property]
    public Property A_value_equals_itself_in_every_form() =>
        Prop.ForAll(
            JsonTexts.Documents.ToArbitrary(),
            json =>
            {
                RawJson value = RawJson.Parse(json);
                value.ShouldBe(RawJson.Parse(value.Utf8));
                value.ShouldBe(RawJson.FromJsonElement(value.ToJsonElement()));
                value.GetHashCode().ShouldBe(RawJson.Parse(value.ToString()).GetHashCode());
            }
        );

    private static string Respelled(JsonElement value, Random random)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                string[] members =
                [
                    .. value.EnumerateObject().Select(m => $"{Reference.Quote(m.Name)}:{Respelled(m.Value, random)}"),
                ];
                random.Shuffle(members);
                return $"{{{string.Join(" , ", members)}}}";
            case JsonValueKind.Array:
                return $"[ {string.Join(",", value.EnumerateArray().Select(item => Respelled(item, random)))} ]";
            case JsonValueKind.Number:
                string number = value.GetRawText();
                return random.Next(3) > 0 || number.Contains('e', StringComparison.Ordinal) ? number : number + "e0";
            default:
                return value.GetRawText();
        }
    }

    /// <summary>Returns a text that is the same for two documents with the same value.</summary>
    private static string Model(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Model(document.RootElement);
    }

    private static string Model(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                SortedDictionary<string, string> members = new(StringComparer.Ordinal);
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    members[member.Name] = Model(member.Value);
                }

                return $"{{{string.Join(",", members.Select(m => $"{JsonSerializer.Serialize(m.Key)}:{m.Value}"))}}}";
            case JsonValueKind.Array:
                return $"[{string.Join(",", value.EnumerateArray().Select(Model))}]";
            case JsonValueKind.Number:
                return Number(value.GetRawText());
            case JsonValueKind.String:
                return JsonSerializer.Serialize(value.GetString());
            default:
                return value.GetRawText();
        }
    }

    private static string Number(string token) =>
        token != "-0"
        && BigInteger.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger i)
        && i >= long.MinValue
        && i <= ulong.MaxValue
            ? $"integer {i}"
            : $"float {double.Parse(token, CultureInfo.InvariantCulture):R}";
}
