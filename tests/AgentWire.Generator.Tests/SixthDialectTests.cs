namespace AgentWire.Generator.Tests;

/// <summary>A new dialect needs only schemas: one that uses every feature is generated, compiled and run.</summary>
public sealed class SixthDialectTests
{
    private static readonly Lazy<EmittedLibrary> Library = new(() =>
        EmittedLibrary.Of(Path.Combine(Repository.Data, "sixth"), "lantern")
    );

    [Theory]
    [InlineData("server", """{"kind":"hello","name":"n","age":18446744073709551615}""")]
    [InlineData("server", """{"kind":"progress","Share":{"percent":4294967295}}""")]
    [InlineData("server", """{"kind":"progress","Over":null}""")]
    [InlineData("server", """{"kind":"progress","Later":{"a":1.50}}""")]
    [InlineData(
        "server",
        """{"kind":"custom","at":"2026-01-02T03:04:05.120Z","name":"greeting","value":{"name":"n","age":0}}"""
    )]
    [InlineData("server", """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"greeting","value":{"name":1}}""")]
    [InlineData("server", """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"other","value":null}""")]
    [InlineData("server", """{"kind":"token","id":"r","status":200,"data":{"id":"r","status":200,"text":"t"}}""")]
    [InlineData(
        "server",
        """{"kind":"found","next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[],"mood":"good"}"""
    )]
    [InlineData(
        "server",
        """{"kind":"found","sources":[{"score":0.9100000262260437}],"next":"n","snapshot":{"z":1,"a":[]},"result":null,"options":{},"ratio":1e+16,"flag":false,"parts":[{"data":{"z":1}}],"steps":[{"op":"add","path":"/a"}],"mood":"other","level":"high","thread":"urn:uuid:00000000-0000-4000-8000-000000000001","topic":" t ","topics":["a","b c"],"count":255,"shift":-32768}"""
    )]
    [InlineData("server", """{"kind":"note","state":{"greeting":{"age":1,"name":"n"},"zone":"z"}}""")]
    [InlineData("server", """{"kind":"new","a":[1.0,-0]}""")]
    [InlineData("client", """{"action":"ping"}""")]
    [InlineData("client", """{"action":"answer","reply":{"Choice":1},"text":"12345","limit":100}""")]
    [InlineData("client", """{"action":"answer","reply":"Nothing","text":"é"}""")]
    [InlineData("client", """{"action":"answer","reply":"Later","text":"é"}""")]
    public void A_message_of_a_further_dialect_comes_back_byte_for_byte(string side, string message) =>
        Canon(side, message).ShouldBe(message);

    [Theory]
    [InlineData(
        "server",
        """{"kind":"found","snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[],"mood":"good"}""",
        "missing_member /next"
    )]
    [InlineData(
        "server",
        """{"kind":"found","next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[],"steps":[],"mood":"good"}""",
        "invalid_value /parts"
    )]
    [InlineData(
        "server",
        """{"kind":"found","next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[{"op":"new"}],"mood":"good"}""",
        "unknown_tag /steps/0/op"
    )]
    [InlineData(
        "server",
        """{"kind":"token","id":"q","status":200,"data":{"id":"r","status":200,"text":"t"}}""",
        "mirror_mismatch /data/id"
    )]
    [InlineData(
        "server",
        """{"kind":"token","id":"r","status":201,"data":{"id":"r","status":200,"text":"t"}}""",
        "invalid_value /status"
    )]
    [InlineData(
        "server",
        """{"kind":"found","next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[],"mood":"good","topic":" "}""",
        "invalid_value /topic"
    )]
    [InlineData(
        "server",
        """{"kind":"found","next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[],"mood":"good","topics":["a","\u0085\u3000"]}""",
        "invalid_value /topics/1"
    )]
    [InlineData("client", """{"action":"answer","reply":"Nothing","text":"123456"}""", "invalid_value /text")]
    public void What_it_does_not_allow_is_refused(string side, string message, string error) =>
        Canon(side, message).ShouldStartWith(error);

    /// <summary>The canonical form of a message, or the error.</summary>
    private static string Canon(string side, string message) =>
        Library.Value.Read(side == "server" ? Library.Value.Server : Library.Value.Client!, message);
}
