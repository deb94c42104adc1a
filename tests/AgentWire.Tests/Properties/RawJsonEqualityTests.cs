using System.Globalization;
using System.Numerics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Tests.Properties;

/// <summary>Equality of opaque values agrees with a model of it, which makes it an equivalence.</summary>
public sealed class RawJsonEqualityTests
{
    [Fact]
    public void Values_are_equal_where_their_models_are() =>
        Prop.ForAll(
                JsonTexts.SmallDocuments.Two().ToArbitrary(),
                pair =>
                {
                    RawJson left = RawJson.Parse(pair.Item1);
                    RawJson right = RawJson.Parse(pair.Item2);
                    bool expected = Model(pair.Item1) == Model(pair.Item2);
                    left.Equals(right).ShouldBe(expected);
                    (right == left).ShouldBe(expected);
                    (right != left).ShouldBe(!expected);
                    if (expected)
                    {
                        left.GetHashCode().ShouldBe(right.GetHashCode());
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void The_pairs_hold_equal_and_different_values() =>
        JsonTexts
            .SmallDocuments.Two()
            .Sample(2000)
            .GroupBy(pair => Model(pair.Item1) == Model(pair.Item2) && pair.Item1 != pair.Item2)
            .Min(group => group.Count())
            .ShouldBeGreaterThan(20);

    [Fact]
    public void A_value_equals_itself_in_every_form() =>
        Prop.ForAll(
                JsonTexts.Documents.ToArbitrary(),
                json =>
                {
                    RawJson value = RawJson.Parse(json);
                    value.ShouldBe(RawJson.Parse(value.Utf8));
                    value.ShouldBe(RawJson.FromJsonElement(value.ToJsonElement()));
                    value.GetHashCode().ShouldBe(RawJson.Parse(value.ToString()).GetHashCode());
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>A text that two documents share where they hold the same value.</summary>
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
