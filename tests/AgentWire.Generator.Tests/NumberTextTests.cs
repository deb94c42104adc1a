using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using Case = AgentWire.Generator.Vectors.Case;

namespace AgentWire.Generator.Tests;

/// <summary>A dialect can keep the text of the numbers in opaque values.</summary>
public sealed class NumberTextTests
{
    private const string Found = """
        {"kind":"found","next":null,"snapshot":NUMBERS,"ratio":1.0,"flag":true,"parts":[{"data":NUMBERS}],"steps":[],"mood":"good"}
        """;

    [Theory]
    [InlineData("insertion", """{"b":[1.50,-0,1e5,12345678901234567890123,0.10e-7],"a":100}""")]
    [InlineData("sorted", """{"a":100,"b":[1.50,-0,1e5,12345678901234567890123,0.10e-7]}""")]
    public void Numbers_in_opaque_values_keep_their_text_in_any_order(string order, string written)
    {
        using TemporarySpec spec = Text(order);
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");
        string numbers = """{"b":[1.50,-0,1e5,12345678901234567890123,0.10e-7],"a":100}""";

        library.Read("Event", Found.Replace("NUMBERS", numbers)).ShouldBe(Found.Replace("NUMBERS", written));
        library
            .Read("Event", """{"kind":"value","state":1.0,"items":[2.50],"tags":[]}""")
            .ShouldBe("""{"kind":"value","state":1.0,"items":[2.50],"tags":[]}""");
    }

    [Theory]
    [InlineData("1e400", "out_of_range")]
    [InlineData("01", "syntax")]
    public void A_number_is_checked_nevertheless(string number, string code)
    {
        using TemporarySpec spec = Text("insertion");
        EmittedLibrary.Of(spec.Folder, "lantern").Read("Event", Found.Replace("NUMBERS", number)).ShouldStartWith(code);
    }

    [Fact]
    public void Typed_numbers_have_their_canonical_form_and_sorted_types_keep_the_text_of_the_others()
    {
        using TemporarySpec spec = Text("insertion");
        spec.Edit(
            "server.schema.json",
            "/definitions/Snapshot/properties/any",
            """{"description":"d","type":"object"}"""
        );
        spec.Edit(
            "server.schema.json",
            "/definitions/Snapshot/properties/ratio",
            """{"description":"d","type":"number"}"""
        );
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");

        library
            .Read(
                "Snapshot",
                """{"zone":"z","x":2.50,"greeting":{"name":"n","age":1},"about":"lantern","any":{"b":1.50,"a":-0},"ratio":1e2}"""
            )
            .ShouldBe(
                """{"about":"lantern","any":{"a":-0,"b":1.50},"greeting":{"age":1,"name":"n"},"ratio":100.0,"x":2.50,"zone":"z"}"""
            );
    }

    [Theory]
    [InlineData("insertion")]
    [InlineData("sorted")]
    public void The_CSharp_agrees_with_the_derived_cases(string order)
    {
        using TemporarySpec spec = Text(order);
        Dialect model = Models.Read(spec.Folder, "lantern");
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");
        foreach (NamedType type in model.Types)
        {
            foreach (Case each in TypeCases.Of(model, type).Where(each => each.Reading.Output is not null))
            {
                library.Read(type.Name, each.Input.ToString()).ShouldBe(each.Reading.Output!.ToString(), each.Id);
            }
        }
    }

    private static TemporarySpec Text(string order)
    {
        TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        spec.Edit("dialect.json", "/numbers/opaque", "\"text\"");
        spec.Edit("dialect.json", "/order/opaque", $"\"{order}\"");
        return spec;
    }
}
