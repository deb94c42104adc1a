using System.Reflection;
using System.Text.Json;

namespace AgentWire.Generator.Tests;

/// <summary>Unions without tags, of any kinds of JSON: those that are tried in order, and those whose kind determines the variant.</summary>
public sealed class UntaggedUnionTests
{
    private static readonly Lazy<EmittedLibrary> Library = new(() =>
        EmittedLibrary.Of(Path.Combine(Repository.Data, "sixth"), "lantern")
    );

    [Theory]
    [InlineData("Content", "\"\"", "Text")]
    [InlineData("Content", "\"a\\n\"", "Text")]
    [InlineData("Content", "[]", "Parts")]
    [InlineData("Content", """[{"text":"t"},{"data":{"b":1,"a":[]}}]""", "Parts")]
    [InlineData("Stop", "0", "Integer")]
    [InlineData("Stop", "100", "Integer")]
    [InlineData("Stop", "true", "Boolean")]
    [InlineData("Stop", "false", "Boolean")]
    [InlineData("Stop", "\"Nothing\"", "Reply")]
    [InlineData("Stop", "\"Later\"", "Reply")]
    [InlineData("Stop", """{"Choice":7}""", "Reply")]
    [InlineData("Stop", "[0.5,-1e+16]", "Array")]
    [InlineData("Choice", "\"star\"", "Mark")]
    [InlineData("Choice", "\"x\"", "String")]
    [InlineData("Choice", """{"score":0.5}""", "Source")]
    [InlineData("Choice", """{"name":"n"}""", "Name")]
    [InlineData("Choice", """{"score":null}""", "Object")]
    [InlineData("Choice", "{}", "Object")]
    [InlineData("Choice", "4294967295", "Integer")]
    [InlineData("Choice", "4294967296.0", "Number")]
    [InlineData("Choice", """["a",""]""", "Array")]
    public void A_value_is_read_as_its_variant_and_written_again(string type, string json, string variant)
    {
        object value = Library.Value.ValueOf(type, json);

        value.GetType().Name.ShouldBe(variant);
        Library.Value.Read(type, json).ShouldBe(json);
        value.ShouldBe(Library.Value.ValueOf(type, json));
        value.GetHashCode().ShouldBe(Library.Value.ValueOf(type, json).GetHashCode());
    }

    [Theory]
    [InlineData("Content", "null", "wrong_type  0")]
    [InlineData("Content", "1", "wrong_type  0")]
    [InlineData("Content", "{}", "wrong_type  0")]
    [InlineData("Content", " tru", "truncated  4")]
    [InlineData("Content", "nul!", "syntax  0")]
    [InlineData("Content", "", "truncated  0")]
    [InlineData("Content", "]", "syntax  0")]
    [InlineData("Content", "[{}]", "invalid_value /0 1")]
    [InlineData("Content", "[{\"text\":\"t\"},null]", "invalid_value /1 14")]
    [InlineData("Content", "\"\\ud800\"", "lone_surrogate  1")]
    [InlineData("Stop", "101", "out_of_range  0")]
    [InlineData("Stop", "1.0", "wrong_type  0")]
    [InlineData("Stop", "-1", "out_of_range  0")]
    [InlineData("Stop", "[]", "invalid_value  0")]
    [InlineData("Stop", "[\"1\"]", "wrong_type /0 1")]
    [InlineData("Stop", "\"Choice\"", "wrong_type  0")]
    [InlineData("Stop", "{\"Choice\":65536}", "out_of_range /Choice 10")]
    [InlineData("Choice", "\"four\"", "invalid_value  0")]
    [InlineData("Choice", "\"\"", "invalid_value  0")]
    [InlineData("Choice", "[1]", "invalid_value  0")]
    [InlineData("Choice", "true", "invalid_value  0")]
    [InlineData("Choice", "1e999", "invalid_value  0")]
    [InlineData("Choice", "[\"a\"", "truncated  4")]
    [InlineData("Choice", "\"\\x\"", "syntax  1")]
    public void A_value_that_fits_no_variant_is_refused(string type, string json, string error) =>
        Library.Value.Read(type, json).ShouldBe(error);

    [Theory]
    [InlineData("""{"kind":"say","content":"c","choice":null}""", """{"kind":"say","content":"c","choice":null}""")]
    [InlineData(
        """{"choice":3,"quoted":["q",[{"text":"t"}]],"stop":true,"content":[],"kind":"say"}""",
        """{"kind":"say","content":[],"stop":true,"quoted":["q",[{"text":"t"}]],"choice":3}"""
    )]
    [InlineData("""{"kind":"say","content":"c","stop":null}""", """{"kind":"say","content":"c","choice":null}""")]
    [InlineData("""{"kind":"say","content":null,"choice":null}""", "wrong_type /content 24")]
    [InlineData("""{"kind":"say","content":"c","quoted":[1],"choice":null}""", "wrong_type /quoted/0 38")]
    [InlineData("""{"kind":"say","choice":null}""", "missing_member /content 27")]
    public void Members_and_items_can_be_of_such_a_union(string message, string expected) =>
        Library.Value.Read("Event", message).ShouldBe(expected);

    [Theory]
    [InlineData("Content", "String", "text", "Text")]
    [InlineData("Stop", "Int32", 3, "Integer")]
    [InlineData("Stop", "Boolean", true, "Boolean")]
    [InlineData("Choice", "UInt32", 3u, "Integer")]
    [InlineData("Choice", "Double", 0.5, "Number")]
    public void A_value_converts_to_its_variant(string type, string from, object value, string variant)
    {
        Type union = Library.Value.ValueOf(type, type == "Stop" ? "1" : "\"x\"").GetType().BaseType!;
        MethodInfo conversion = union
            .GetMethods()
            .Where(method => method.Name == "op_Implicit")
            .Single(method => method.GetParameters()[0].ParameterType.Name == from);

        object converted = conversion.Invoke(null, [value])!;

        converted.GetType().Name.ShouldBe(variant);
        converted.GetType().GetProperty("Value")!.GetValue(converted).ShouldBe(value);
    }

    [Theory]
    [InlineData("Content", """[{"text":"t"}]""")]
    [InlineData("Stop", "\"Nothing\"")]
    [InlineData("Stop", "7")]
    [InlineData("Choice", "4294967296.0")]
    public void JsonSerializer_reads_and_writes_the_union_and_its_variants(string type, string json)
    {
        object value = Library.Value.ValueOf(type, json);
        foreach (Type each in new[] { value.GetType(), value.GetType().BaseType! })
        {
            JsonSerializer.Serialize(value, each).ShouldBe(json);
            JsonSerializer.Deserialize(json, each).ShouldBe(value);
        }
    }

    [Fact]
    public void A_union_by_kind_is_read_without_trying()
    {
        string format = Emitted.TextOf(
            DialectGenerator.CSharp(Path.Combine(Repository.Data, "sixth")),
            "Lantern/Formats/StopFormat"
        );

        format.ShouldContain("WireKind.String or WireKind.Object => new Stop.Reply");
        format.ShouldContain("RefuseKind<Stop>(\"a string or a number or a Boolean or an array or an object\")");
        format.ShouldNotContain("FailedByShape");
    }
}
