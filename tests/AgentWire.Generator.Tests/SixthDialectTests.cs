using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace AgentWire.Generator.Tests;

/// <summary>A new dialect needs only schemas: one that uses every feature is generated, compiled and run.</summary>
public sealed class SixthDialectTests
{
    private static readonly Lazy<EmittedLibrary> Library = new(() =>
        EmittedLibrary.Of(Path.Combine(Repository.Data, "sixth"), "lantern")
    );

    [Fact]
    public async Task The_manifest_that_uses_every_feature_has_the_form_of_manifests()
    {
        JsonSchema form = await JsonSchema.FromFileAsync(Path.Combine(Repository.Spec, "dialect.schema.json"));
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Data, "sixth", "lantern", "dialect.json"));
        JsonNode manifest = JsonNode.Parse(text)!;
        manifest["$schema"] = "../dialect.schema.json";

        form.Validate(manifest.ToJsonString()).ShouldBeEmpty();

        manifest["keepUnknown"]![0] = "operation";
        form.Validate(manifest.ToJsonString()).Count.ShouldBe(1);
    }

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
    [InlineData("server", """{"kind":"note","state":{"about":"lantern","greeting":{"age":1,"name":"n"},"zone":"z"}}""")]
    [InlineData(
        "server",
        """{"kind":"note","state":{"about":"lantern","format":"compact","greeting":{"age":1,"name":"n"},"zone":"z"}}"""
    )]
    [InlineData("server", """{"kind":"call","type":"function","version":2,"final":false,"data":{"unit":"ms"}}""")]
    [InlineData(
        "server",
        """{"kind":"call","type":"function","strict":true,"version":2,"name":"n","quote":"\"é\\\n","level":-1,"serial":18446744073709551615,"final":false,"mode":"wait","data":{"unit":"ms","mode":"wait"}}"""
    )]
    [InlineData("server", """{"kind":"value","state":{"b":1,"a":null},"items":[],"tags":[]}""")]
    [InlineData("server", """{"kind":"value","state":false,"before":"null","items":[0,[null]],"tags":["a"]}""")]
    [InlineData(
        "server",
        """{"kind":"value","state":1,"items":[],"tags":[],"grid":[[-1,9],[0,0,0]],"words":["é","abc"],"titles":["","12345"],"mass":10000000000000000000,"masses":[9223372036854775808,18446744073709551615]}"""
    )]
    [InlineData("server", """{"kind":"value","state":1,"items":[],"tags":[],"grid":[],"mass":10}""")]
    [InlineData(
        "server",
        """{"kind":"value","state":1,"items":[],"tags":[],"pointer":"","day":"2024-02-29","clock":"03:04:05.0+01:00","moment":"2026-01-02T03:04:05.000000000001-00:00","places":["/~0","/~1/"]}"""
    )]
    [InlineData("server", """{"kind":"patch","data":{}}""")]
    [InlineData("server", """{"kind":"patch","title":"","label":"a","flag":false,"ratio":-0.0,"data":{"note":"n"}}""")]
    [InlineData(
        "server",
        """{"kind":"patch","title":null,"label":null,"flag":null,"ratio":null,"data":{"note":null}}"""
    )]
    [InlineData(
        "server",
        """{"kind":"patch","count":null,"delta":null,"at":null,"thread":null,"mood":null,"level":null,"source":null,"part":null,"options":null,"names":null,"levels":null,"data":{}}"""
    )]
    [InlineData(
        "server",
        """{"kind":"patch","count":255,"delta":-5,"at":"2026-01-02T03:04:05Z","thread":"00000000-0000-4000-8000-000000000001","mood":"good","level":"low","source":{"score":0.5},"part":{"text":"t"},"options":{},"names":[],"levels":["low"],"data":{}}"""
    )]
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
    [InlineData("server", """{"kind":"value","grid":[[1,2],[3]]}""", "invalid_value /grid/1 30")]
    [InlineData("server", """{"kind":"value","grid":[[1,2],[3,10]]}""", "out_of_range /grid/1/1 33")]
    [InlineData("server", """{"kind":"value","grid":[1]}""", "wrong_type /grid/0 24")]
    [InlineData("server", """{"kind":"value","words":["a"]}""", "invalid_value /words 24")]
    [InlineData("server", """{"kind":"value","words":["a","1234"]}""", "invalid_value /words/1 29")]
    [InlineData("server", """{"kind":"value","titles":["123456"]}""", "invalid_value /titles/0 26")]
    [InlineData("server", """{"kind":"value","mass":9}""", "out_of_range /mass 23")]
    [InlineData("server", """{"kind":"value","mass":10000000000000000001}""", "out_of_range /mass 23")]
    [InlineData("server", """{"kind":"value","mass": -1}""", "out_of_range /mass 24")]
    [InlineData("server", """{"kind":"value","mass":10.0}""", "wrong_type /mass 23")]
    [InlineData("server", """{"kind":"value","masses":[9223372036854775807]}""", "out_of_range /masses/0 26")]
    [InlineData("server", """{"kind":"value","pointer":"a"}""", "invalid_value /pointer 26")]
    [InlineData("server", """{"kind":"value","places":["/a","/~"]}""", "invalid_value /places/1 31")]
    [InlineData("server", """{"kind":"value","day":"2026-02-29"}""", "invalid_value /day 22")]
    [InlineData("server", """{"kind":"value","day":"2026-01-02\n"}""", "invalid_value /day 22")]
    [InlineData("server", """{"kind":"value","clock":"03:04:05"}""", "invalid_value /clock 24")]
    [InlineData("server", """{"kind":"value","clock":"03:04:05Z\n"}""", "invalid_value /clock 24")]
    [InlineData("server", """{"kind":"value","moment":"2026-01-02T23:59:61Z"}""", "invalid_value /moment 25")]
    [InlineData("server", """{"kind":"value","moment":7}""", "wrong_type /moment 25")]
    [InlineData("server", """{"kind":"value","state":null}""", "wrong_type /state 24")]
    [InlineData("server", """{"kind":"value","state":nul}""", "syntax /state 24")]
    [InlineData("server", """{"kind":"value","items":[1,null]}""", "wrong_type /items/1 27")]
    [InlineData("server", """{"kind":"value","before":null,"items":[]}""", "missing_member /state 40")]
    [InlineData("server", """{"kind":"patch","label":""}""", "invalid_value /label 24")]
    [InlineData("server", """{"kind":"patch","label":"123456"}""", "invalid_value /label 24")]
    [InlineData("server", """{"kind":"patch","delta":6}""", "out_of_range /delta 24")]
    [InlineData("server", """{"kind":"patch","count":"1"}""", "wrong_type /count 24")]
    [InlineData("server", """{"kind":"patch","levels":[]}""", "invalid_value /levels 25")]
    [InlineData("server", """{"kind":"patch","levels":[null]}""", "wrong_type /levels/0 26")]
    [InlineData("server", """{"kind":"patch","options":[]}""", "wrong_type /options 26")]
    [InlineData("server", """{"kind":"patch","title":null,"title":null}""", "duplicate_member /title 29")]
    [InlineData("server", """{"kind":"patch","title":nul}""", "syntax /title 24")]
    [InlineData("server", """{"kind":"call","type":"tool"}""", "invalid_value /type 22")]
    [InlineData("server", """{"kind":"call","type":"Function"}""", "invalid_value /type 22")]
    [InlineData("server", """{"kind":"call","type":null}""", "wrong_type /type 22")]
    [InlineData("server", """{"kind":"call","type":1}""", "wrong_type /type 22")]
    [InlineData("server", """{"kind":"call","strict":false}""", "invalid_value /strict 24")]
    [InlineData("server", """{"kind":"call","strict":"true"}""", "wrong_type /strict 24")]
    [InlineData("server", """{"kind":"call","level":1}""", "invalid_value /level 23")]
    [InlineData("server", """{"kind":"call","level":-1.0}""", "wrong_type /level 23")]
    [InlineData("server", """{"kind":"call","level":-0}""", "wrong_type /level 23")]
    [InlineData("server", """{"kind":"call","level":"-1"}""", "wrong_type /level 23")]
    [InlineData("server", """{"kind":"call","level":1e999}""", "out_of_range /level 23")]
    [InlineData("server", """{"kind":"call","serial":18446744073709551616}""", "invalid_value /serial 24")]
    [InlineData("server", """{"kind":"call","version":-99999999999999999999999}""", "invalid_value /version 25")]
    [InlineData("server", """{"kind":"call","final":true}""", "invalid_value /final 23")]
    [InlineData("server", """{"kind":"call","type":"function","type":"function"}""", "duplicate_member /type 33")]
    [InlineData("server", """{"kind":"call","version":2,"final":false,"data":{"unit":"ms"}}""", "missing_member /type")]
    [InlineData(
        "server",
        """{"kind":"call","type":"function","version":2,"final":false,"data":{}}""",
        "missing_member /data/unit"
    )]
    [InlineData(
        "server",
        """{"kind":"call","mode":"wait","data":{"unit":"ms","mode":"w"}}""",
        "invalid_value /data/mode"
    )]
    public void What_it_does_not_allow_is_refused(string side, string message, string error) =>
        Canon(side, message).ShouldStartWith(error);

    private const string Required =
        """{"kind":"call","type":"function","version":2,"final":false,"data":{"unit":"ms"}}""";

    private const string All =
        """{"kind":"call","type":"function","strict":true,"version":2,"name":"n","quote":"\"é\\\n","level":-1,"serial":18446744073709551615,"final":false,"mode":"wait","data":{"unit":"ms","mode":"wait"}}""";

    [Theory]
    [InlineData("""{"kind":"call","type":"\u0066unction"}""", """{"kind":"call","type":"function"}""")]
    [InlineData("""{"kind":"call","quote":"\u0022\u00e9\u005c\u000a"}""", """{"kind":"call","quote":"\"é\\\n"}""")]
    [InlineData("""{"final" : false ,"strict": null,"mode":null}""", "{}")]
    [InlineData("""{"data":{"mode":"wait","unit":"ms"}}""", """{"mode":"wait","data":{"unit":"ms","mode":"wait"}}""")]
    [InlineData(
        """{"mode":null,"data":{"mode":"wait","unit":"ms"}}""",
        """{"mode":"wait","data":{"unit":"ms","mode":"wait"}}"""
    )]
    [InlineData(
        """{"mode":"wait","data":{"mode":null,"unit":"ms"}}""",
        """{"mode":"wait","data":{"unit":"ms","mode":"wait"}}"""
    )]
    public void Constants_are_read_in_any_spelling_and_place(string members, string canonical) =>
        Canon("server", Merged(Required, members)).ShouldBe(Merged(Required, canonical, inOrderOf: All));

    [Theory]
    [InlineData(Required, false)]
    [InlineData(All, true)]
    public void An_optional_constant_says_whether_it_is_present_and_a_required_one_says_nothing(
        string message,
        bool isPresent
    )
    {
        object call = Library.Value.ValueOf("Event", message);
        Dictionary<string, Type> properties = call.GetType()
            .GetProperties()
            .Where(property => property.DeclaringType == call.GetType())
            .ToDictionary(property => property.Name, property => property.PropertyType);

        properties.Keys.ShouldBe(["Strict", "Name", "Quote", "Level", "Serial", "Mode", "Extra"], ignoreOrder: true);
        foreach (string flag in new[] { "Strict", "Quote", "Level", "Serial", "Mode" })
        {
            properties[flag].ShouldBe(typeof(bool));
            call.GetType().GetProperty(flag)!.GetValue(call).ShouldBe(isPresent);
        }

        call.ToString()!.Contains("Strict = true", StringComparison.Ordinal).ShouldBe(isPresent);
    }

    [Theory]
    [InlineData(Required)]
    [InlineData(All)]
    public void A_message_with_constants_that_is_cut_anywhere_is_truncated(string message)
    {
        for (int length = 0; length < message.Length; length++)
        {
            Canon("server", message[..length]).ShouldStartWith("truncated", Case.Sensitive, $"{length}");
        }
    }

    [Theory]
    [InlineData("""{"kind":"patch","data":{}}""", "absent", "absent", "Patch { }")]
    [InlineData(
        """{"kind":"patch","title":null,"delta":null,"data":{}}""",
        "null",
        "null",
        "Patch { Title = null, Delta = null }"
    )]
    [InlineData(
        """{"kind":"patch","title":"t","delta":5,"data":{}}""",
        "\"t\"",
        "5",
        "Patch { Title = \"t\", Delta = 5 }"
    )]
    public void An_optional_and_nullable_member_is_absent_null_or_a_value(
        string message,
        string title,
        string delta,
        string text
    )
    {
        object patch = Library.Value.ValueOf("Event", message);
        PropertyInfo property = patch.GetType().GetProperty("Delta")!;
        property.PropertyType.ShouldBe(typeof(WireOptional<int>));
        property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)).ShouldBeFalse();
        property.GetValue(patch)!.ToString().ShouldBe(delta);
        patch.GetType().GetProperty("Title")!.GetValue(patch)!.ToString().ShouldBe(title);
        patch.ToString().ShouldBe(text);
        patch.Equals(Library.Value.ValueOf("Event", message)).ShouldBeTrue();
        patch.GetHashCode().ShouldBe(Library.Value.ValueOf("Event", message).GetHashCode());
    }

    [Theory]
    [InlineData("""{"kind":"value","state":1,"items":[]}""")]
    [InlineData("""{"tags":[],"kind":"value","state":1,"items":[]}""")]
    public void A_list_that_is_absent_reads_as_empty_and_is_written(string message)
    {
        Canon("server", message).ShouldBe("""{"kind":"value","state":1,"items":[],"tags":[]}""");
        object value = Library.Value.ValueOf("Event", message);
        PropertyInfo property = value.GetType().GetProperty("Tags")!;
        property.GetValue(value).ShouldBe(default(WireList<string>));
        property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)).ShouldBeFalse();
    }

    [Fact]
    public void Such_a_list_is_never_null() =>
        Canon("server", """{"kind":"value","state":1,"items":[],"tags":null}""").ShouldBe("wrong_type /tags 44");

    [Theory]
    [InlineData(
        "server",
        """{"x":1.50,"kind":"patch","data":{"y":[1e3],"note":"n"},"title":"t"}""",
        """{"kind":"patch","title":"t","data":{"note":"n","y":[1e3]},"x":1.50}"""
    )]
    [InlineData(
        "server",
        """{"kind":"value","state":1,"items":[],"tags":[],"operation":{"b":2,"op":"add","a":{"c":1},"b":null},"x":1}""",
        """{"kind":"value","state":1,"items":[],"tags":[],"operation":{"op":"add","b":null,"a":{"c":1}}}"""
    )]
    [InlineData(
        "server",
        """{"kind":"custom","x":1,"at":"2026-01-02T03:04:05Z","name":"other","value":null}""",
        """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"other","value":null,"x":1}"""
    )]
    [InlineData(
        "server",
        """{"kind":"note","state":{"zone":"z","a":{"z":1,"b":1.50},"greeting":{"age":1,"name":"n"},"about":"lantern"}}""",
        """{"kind":"note","state":{"a":{"b":1.5,"z":1},"about":"lantern","greeting":{"age":1,"name":"n"},"zone":"z"}}"""
    )]
    [InlineData("client", """{"x":null,"action":"ping"}""", """{"action":"ping","x":null}""")]
    public void Types_that_keep_unknown_members_keep_them_whatever_the_options_say(
        string side,
        string message,
        string written
    )
    {
        foreach (UnknownMemberHandling handling in Enum.GetValues<UnknownMemberHandling>())
        {
            string input = handling == UnknownMemberHandling.Ignore ? message : message.Replace(",\"x\":1}", "}");
            string type = side == "server" ? Library.Value.Server : Library.Value.Client!;
            Library.Value.Read(type, input, new WireOptions { UnknownMembers = handling }).ShouldBe(written);
        }
    }

    [Fact]
    public void Types_that_keep_unknown_members_keep_as_many_as_the_options_allow()
    {
        string message = """{"action":"ping","a":1,"b":2,"c":3}""";
        WireOptions two = new() { MaxPreservedMembers = 2 };
        Library.Value.Read(Library.Value.Client!, message, two).ShouldBe("too_large /c 29");
    }

    /// <summary>Returns an object with the members of another one added or replaced, in the order of a third one if there is one.</summary>
    private static string Merged(string message, string members, string? inOrderOf = null)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (string part in new[] { message, members })
        {
            using JsonDocument json = JsonDocument.Parse(part);
            foreach (JsonProperty member in json.RootElement.EnumerateObject())
            {
                all[member.Name] = member.Value.GetRawText();
            }
        }

        IEnumerable<string> names = all.Keys;
        if (inOrderOf is not null)
        {
            using JsonDocument order = JsonDocument.Parse(inOrderOf);
            names = [.. order.RootElement.EnumerateObject().Select(member => member.Name).Where(all.ContainsKey)];
        }

        return $"{{{string.Join(',', names.Select(name => $"\"{name}\":{all[name]}"))}}}";
    }

    /// <summary>The canonical form of a message, or the error.</summary>
    private static string Canon(string side, string message) =>
        Library.Value.Read(side == "server" ? Library.Value.Server : Library.Value.Client!, message);
}
