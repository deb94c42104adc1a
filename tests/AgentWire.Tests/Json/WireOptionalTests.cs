using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Walrus;

namespace AgentWire.Tests.Json;

public sealed class WireOptionalTests
{
    [Fact]
    public void The_default_value_is_absent_and_a_value_converts_implicitly()
    {
        Change change = new() { Title = "Draft", Count = 0 };

        (change.Title.HasValue, change.Title.IsNull, change.Title.IsAbsent).ShouldBe((true, false, false));
        change.Title.Value.ShouldBe("Draft");
        change.Count.HasValue.ShouldBeTrue();
        (change.At.HasValue, change.At.IsNull, change.At.IsAbsent).ShouldBe((false, false, true));
        change.At.Value.ShouldBe(default);
    }

    [Fact]
    public void Null_differs_from_absent_for_references_and_values()
    {
        string? none = null;
        Change change = new() { Title = none, Count = WireOptional.Null };

        foreach ((bool hasValue, bool isNull, bool isAbsent) in new[] { StateOf(change.Title), StateOf(change.Count) })
        {
            (hasValue, isNull, isAbsent).ShouldBe((false, true, false));
        }

        change.Title.Value.ShouldBeNull();
        change.Count.Value.ShouldBe(0);
        (change.Title == null).ShouldBeTrue();
        (new Change().Title == null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Draft", "Draft")]
    [InlineData(null, "cleared")]
    [InlineData("absent", "unchanged")]
    public void The_three_states_are_told_apart_by_a_pattern(string? title, string expected)
    {
        WireOptional<string> optional = title == "absent" ? default : new WireOptional<string>(title);

        string found = optional switch
        {
            { HasValue: true, Value: var value } => value,
            { IsNull: true } => "cleared",
            _ => "unchanged",
        };

        found.ShouldBe(expected);
    }

    [Fact]
    public void Equal_states_with_equal_values_are_equal()
    {
        WireOptional<int>[] all = [default, WireOptional.Null, 0, 1];
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = 0; j < all.Length; j++)
            {
                (all[i] == all[j]).ShouldBe(i == j);
                (all[i] != all[j]).ShouldBe(i != j);
                all[i].Equals((object)all[j]).ShouldBe(i == j);
            }
        }

        all.Select(each => each.GetHashCode()).ShouldBeUnique();
        new WireOptional<string>("a").GetHashCode().ShouldBe(new WireOptional<string>("a").GetHashCode());
        (new WireOptional<string>("a") == "a").ShouldBeTrue();
        new WireOptional<string>("a").Equals(1).ShouldBeFalse();
        new Change { Title = "a" }.ShouldBe(new Change { Title = "a" });
        new Change { Title = "a" }.ShouldNotBe(new Change());
    }

    [Fact]
    public void The_hash_of_numbers_differs_in_each_process_as_that_of_a_record_does()
    {
        SeededHashOf(7).ShouldBe(new WireOptional<int>(7).GetHashCode());

        static int SeededHashOf(int value)
        {
            AgentWire.CompilerServices.SeededHash hash = default;
            hash.Add(2);
            hash.Add(value);
            return hash.Value;
        }
    }

    [Fact]
    public void Its_text_is_for_people()
    {
        default(WireOptional<string>).ToString().ShouldBe("absent");
        ((WireOptional<string>)WireOptional.Null).ToString().ShouldBe("null");
        new WireOptional<string>("a\nb").ToString().ShouldBe("\"a\\u000ab\"");
        new WireOptional<double>(1.5).ToString().ShouldBe("1.5");
        ((WireList<WireOptional<string>>)["a", default]).ToString().ShouldBe("[\"a\", absent]");
        new WireOptional<string>(new string('x', 1000)).ToString().Length.ShouldBeLessThan(200);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Title":null}""")]
    [InlineData("""{"Title":"a","Count":7}""")]
    [InlineData("""{"Count":null,"At":"2026-01-02T03:04:05Z"}""")]
    public void JsonSerializer_keeps_the_three_states_of_a_member_that_is_left_out_by_default(string json)
    {
        Change change = JsonSerializer.Deserialize<Change>(json)!;

        JsonSerializer.Serialize(change).ShouldBe(json);
        JsonSerializer.Serialize(change, ChangeContext.Default.Change).ShouldBe(json);
        JsonSerializer.Deserialize(json, ChangeContext.Default.Change).ShouldBe(change);
    }

    [Fact]
    public void JsonSerializer_writes_an_absent_one_as_null_where_it_must_write_something() =>
        JsonSerializer.Serialize(new WireOptional<string>[] { default, "a" }).ShouldBe("""[null,"a"]""");

    [Theory]
    [InlineData("""{"Count":"7"}""", "wrong_type")]
    [InlineData("""{"Count":1.5}""", "wrong_type")]
    [InlineData("""{"Count":2147483648}""", "out_of_range")]
    [InlineData("""{"At":"soon"}""", "invalid_value")]
    [InlineData("""{"Message":{"type":"response"}}""", "missing_member")]
    public void JsonSerializer_refuses_what_a_codec_refuses(string json, string code)
    {
        JsonSerializerOptions options = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };
        WireException refusal = Should.Throw<WireException>(() => JsonSerializer.Deserialize<Change>(json, options));
        refusal.Error.ToString().ShouldStartWith(code);
    }

    [Fact]
    public void A_value_of_a_type_of_the_caller_is_converted_as_the_options_say()
    {
        JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        WireOptional<Own> value = new Own { Size = 3 };

        JsonSerializer.Serialize(value, options).ShouldBe("""{"size":3}""");
        JsonSerializer.Deserialize<WireOptional<Own>>("""{"size":3}""", options).ShouldBe(value);
    }

    private static (bool HasValue, bool IsNull, bool IsAbsent) StateOf<T>(WireOptional<T> optional) =>
        (optional.HasValue, optional.IsNull, optional.IsAbsent);
}

public sealed record Own
{
    public int Size { get; init; }
}

/// <summary>A type of an application whose members are omitted if they are absent.</summary>
public sealed record Change
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WireOptional<string> Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WireOptional<int> Count { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WireOptional<WireTimestamp> At { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WireOptional<ServerMessage> Message { get; init; }
}

[JsonSerializable(typeof(Change))]
internal sealed partial class ChangeContext : JsonSerializerContext;
