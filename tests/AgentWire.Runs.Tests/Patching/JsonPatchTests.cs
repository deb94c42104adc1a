using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Patching;

/// <summary>The operations of RFC 6902, what of a document stays as it is, and the limits.</summary>
public sealed class JsonPatchTests
{
    [Theory]
    // The cases of the appendix of RFC 6902, in its order, with documents of our own.
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":2}]""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":1,"b":2}""", """[{"op":"remove","path":"/b"}]""", """{"a":1}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"remove","path":"/a/1"}]""", """{"a":[1,3]}""")]
    [InlineData("""{"a":1,"b":2}""", """[{"op":"replace","path":"/a","value":"x"}]""", """{"a":"x","b":2}""")]
    [InlineData(
        """{"a":{"k":1,"m":2},"b":{"n":3}}""",
        """[{"op":"move","from":"/a/m","path":"/b/o"}]""",
        """{"a":{"k":1},"b":{"n":3,"o":2}}"""
    )]
    [InlineData("""{"a":[1,2,3,4]}""", """[{"op":"move","from":"/a/1","path":"/a/3"}]""", """{"a":[1,3,4,2]}""")]
    [InlineData(
        """{"a":"x","b":["c",2,"d"]}""",
        """[{"op":"test","path":"/a","value":"x"},{"op":"test","path":"/b/1","value":2}]""",
        """{"a":"x","b":["c",2,"d"]}"""
    )]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":{"c":{}}}]""", """{"a":1,"b":{"c":{}}}""")]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":2,"xyz":3}]""", """{"a":1,"b":2}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/-","value":["b"]}]""", """{"a":[1,["b"]]}""")]
    // The whole document.
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":[1]}]""", "[1]")]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"","value":5}]""", "5")]
    [InlineData("""{"a":1}""", """[{"op":"remove","path":""}]""", "null")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"move","from":"/a","path":""}]""", """{"b":1}""")]
    [InlineData("""{"a":1}""", """[{"op":"copy","from":"","path":"/b"}]""", """{"a":1,"b":{"a":1}}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"","path":""}]""", """{"a":1}""")]
    // Names and indexes.
    [InlineData("{}", """[{"op":"add","path":"/","value":1}]""", """{"":1}""")]
    [InlineData("""{"a/b":1,"m~n":2}""", """[{"op":"remove","path":"/a~1b"}]""", """{"m~n":2}""")]
    [InlineData("""{"0":1}""", """[{"op":"replace","path":"/0","value":2}]""", """{"0":2}""")]
    [InlineData("""{"01":1}""", """[{"op":"replace","path":"/01","value":2}]""", """{"01":2}""")]
    [InlineData("""{"-":1}""", """[{"op":"remove","path":"/-"}]""", "{}")]
    [InlineData("""{"\u00e9\"":1}""", """[{"op":"replace","path":"/é\"","value":2}]""", """{"é\"":2}""")]
    [InlineData("{}", """[{"op":"add","path":"/\u0007\"\u2028","value":1}]""", "{\"\\u0007\\\"\u2028\":1}")]
    [InlineData("[1]", """[{"op":"add","path":"/1","value":2}]""", "[1,2]")]
    [InlineData("""{"a":null}""", """[{"op":"replace","path":"/a","value":null}]""", """{"a":null}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/a","path":"/a"}]""", """{"a":1}""")]
    [InlineData("""{"a":1,"ab":2}""", """[{"op":"move","from":"/a","path":"/ab"}]""", """{"ab":1}""")]
    [InlineData("""{"a":1}""", "[]", """{"a":1}""")]
    public void A_patch_changes_what_it_names(string document, string patch, string expected) =>
        JsonPatch.Apply(RawJson.Parse(document), Operations(patch)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b/c","value":1}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"remove","path":"/b"}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"/b","value":1}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/b","value":null}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/b","path":"/a"}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/b","path":"/b"}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"copy","from":"/b","path":"/a"}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/a/b","value":1}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("5", """[{"op":"add","path":"/a","value":1}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("[1]", """[{"op":"add","path":"/2","value":1}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("[1]", """[{"op":"remove","path":"/1"}]""", JsonPatchErrorCode.NotFound)]
    [InlineData("[1]", """[{"op":"add","path":"/00","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"add","path":"/01","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"test","path":"/00","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"add","path":"/x","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"add","path":"/+0","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"add","path":"/","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"add","path":"/99999999999","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"remove","path":"/-"}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[1]", """[{"op":"replace","path":"/-","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("[[1]]", """[{"op":"add","path":"/-/0","value":1}]""", JsonPatchErrorCode.InvalidIndex)]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":2}]""", JsonPatchErrorCode.TestFailed)]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":"1"}]""", JsonPatchErrorCode.TestFailed)]
    [InlineData(
        """{"a":{"b":1}}""",
        """[{"op":"move","from":"/a","path":"/a/b"}]""",
        JsonPatchErrorCode.MoveIntoItself
    )]
    [InlineData("[[1]]", """[{"op":"move","from":"/0","path":"/0/0"}]""", JsonPatchErrorCode.MoveIntoItself)]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"","path":"/a"}]""", JsonPatchErrorCode.MoveIntoItself)]
    [InlineData("{}", """[{"op":"add","path":"/__proto__","value":1}]""", JsonPatchErrorCode.ReservedName)]
    [InlineData("{}", """[{"op":"add","path":"/__proto__/x","value":1}]""", JsonPatchErrorCode.ReservedName)]
    [InlineData("{}", """[{"op":"copy","from":"/__proto__","path":"/a"}]""", JsonPatchErrorCode.ReservedName)]
    [InlineData("{}", """[{"op":"nop","path":"/a"}]""", JsonPatchErrorCode.UnknownOperation)]
    public void A_patch_that_cannot_be_applied_changes_nothing(string document, string patch, JsonPatchErrorCode code)
    {
        RawJson before = RawJson.Parse(document);
        WireList<PatchOperation> operations = Operations(patch);
        JsonPatch.TryApply(before, operations, out RawJson result, out JsonPatchError? error).ShouldBeFalse();
        error!.Code.ShouldBe(code);
        error.OperationIndex.ShouldBe(0);
        error.Message.ShouldStartWith("Operation 0 (");
        result.ShouldBe(before);
        Should.Throw<JsonPatchException>(() => JsonPatch.Apply(before, operations)).Error.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("/~")]
    [InlineData("/~2")]
    [InlineData(null)]
    public void A_path_from_CSharp_that_is_no_pointer_is_refused(string? path)
    {
        JsonPatch
            .TryApply(
                RawJson.Parse("{}"),
                // The runner of the tests cannot pass half of a surrogate pair.
                [new PatchOperation.Remove { Path = path ?? "/\ud800" }],
                out _,
                out JsonPatchError? error
            )
            .ShouldBeFalse();
        error!.Code.ShouldBe(JsonPatchErrorCode.InvalidPointer);
    }

    [Fact]
    public void The_error_names_the_operation_and_what_it_missed()
    {
        JsonPatch
            .TryApply(
                RawJson.Parse("""{"a":{}}"""),
                Operations("""[{"op":"add","path":"/b","value":1},{"op":"remove","path":"/a/\u001bx"}]"""),
                out _,
                out JsonPatchError? error
            )
            .ShouldBeFalse();
        error!.Message.ShouldBe(
            "Operation 1 (remove): \"/a/\\u001bx\" leads to nothing: there is no member \"\\u001bx\"."
        );
        error.ToString().ShouldBe(error.Message);
    }

    [Fact]
    public void All_kinds_of_changes_are_undone()
    {
        RawJson before = RawJson.Parse("""{"a":1,"b":[1,2,3],"c":{"d":1,"e":2},"f":{"g":1}}""");
        WireList<PatchOperation> operations = Operations(
            """
            [{"op":"remove","path":"/a"},{"op":"add","path":"/a","value":9},{"op":"replace","path":"/f","value":0},
             {"op":"add","path":"/b/1","value":7},{"op":"remove","path":"/b/0"},{"op":"replace","path":"/b/0","value":6},
             {"op":"remove","path":"/c/d"},{"op":"add","path":"/c/x","value":1},{"op":"move","from":"/c/e","path":"/b/-"},
             {"op":"copy","from":"/b","path":"/c/b"},{"op":"add","path":"","value":[]},{"op":"test","path":"","value":1}]
            """
        );
        JsonPatch.TryApply(before, operations, out RawJson result, out JsonPatchError? error).ShouldBeFalse();
        error!.OperationIndex.ShouldBe(11);
        result.ToString().ShouldBe(before.ToString());

        // A tree that lives on has the same text again, and goes on from there.
        Runs.Patching.JsonTree tree = new(before, WireOptions.Default);
        tree.Apply(operations)!.Code.ShouldBe(JsonPatchErrorCode.TestFailed);
        tree.Apply(Operations("""[{"op":"add","path":"/z","value":1}]""")).ShouldBeNull();
        tree.ToRawJson().ToString().ShouldBe("""{"a":1,"b":[1,2,3],"c":{"d":1,"e":2},"f":{"g":1},"z":1}""");
    }

    [Fact]
    public void Number_text_and_the_order_of_members_stay()
    {
        JsonPatch
            .Apply(
                RawJson.Parse("""{"z":1.0,"10":-0,"9":1e2,"s":"é","l":[100000000000000000000,0.10],"r":1}"""),
                Operations("""[{"op":"replace","path":"/r","value":2.50},{"op":"add","path":"/l/-","value":1E5}]""")
            )
            .ToString()
            .ShouldBe("""{"z":1.0,"10":-0,"9":1e2,"s":"é","l":[100000000000000000000,0.10,1E5],"r":2.50}""");
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("0.01", "1E-2", true)]
    [InlineData("-0", "0.0", true)]
    [InlineData("0e5", "0", true)]
    [InlineData("1.50", "15e-1", true)]
    [InlineData("12345678901234567890", "12345678901234567890.0", true)]
    [InlineData("12345678901234567890", "12345678901234567891", false)]
    [InlineData("1", "-1", false)]
    [InlineData("1", "10", false)]
    [InlineData("1.5", "1.51", false)]
    [InlineData("1e-99999999999999999999", "1e-99999999999999999998", true)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("\"a\"", "\"b\"", false)]
    [InlineData("""{"a":1,"b":[{}]}""", """{"b":[{}],"a":1.0}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"a":1}""", """{"b":1}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[1]", "[1,2]", false)]
    [InlineData("[]", "{}", false)]
    [InlineData("null", "false", false)]
    public void Test_compares_values(string left, string right, bool areEqual)
    {
        foreach ((string document, string value) in new[] { (left, right), (right, left) })
        {
            PatchOperation test = new PatchOperation.Test { Path = "/0", Value = RawJson.Parse(value) };
            JsonPatch.TryApply(RawJson.Parse($"[{document}]"), [test], out _, out _).ShouldBe(areEqual);
        }
    }

    [Fact]
    public void Of_a_member_that_comes_twice_the_first_place_and_the_last_value_count() =>
        JsonPatch
            .Apply(
                RawJson.Parse("""{"a":1,"b":2,"a":3}"""),
                Operations("""[{"op":"test","path":"/a","value":3},{"op":"add","path":"/c","value":4}]""")
            )
            .ToString()
            .ShouldBe("""{"a":3,"b":2,"c":4}""");

    [Fact]
    public void The_depth_of_the_result_is_limited()
    {
        WireOptions limits = new() { MaxDepth = 3 };
        RawJson document = RawJson.Parse("""{"a":{"b":1},"c":[]}""");
        Code("""[{"op":"add","path":"/a/b","value":[1]}]""").ShouldBeNull();
        Code("""[{"op":"add","path":"/a/b","value":[[1]]}]""").ShouldBe(JsonPatchErrorCode.TooDeep);
        Code("""[{"op":"copy","from":"","path":"/a/b"}]""").ShouldBe(JsonPatchErrorCode.TooDeep);
        Code("""[{"op":"move","from":"/a","path":"/c/0"}]""").ShouldBeNull();
        Code("""[{"op":"add","path":"/c/0","value":[]},{"op":"move","from":"/c","path":"/a/b"}]""")
            .ShouldBe(JsonPatchErrorCode.TooDeep);

        JsonPatchErrorCode? Code(string patch)
        {
            JsonPatch.TryApply(document, Operations(patch), out _, out JsonPatchError? error, limits);
            return error?.Code;
        }
    }

    [Fact]
    public void Copies_of_the_document_into_itself_do_not_fill_the_memory()
    {
        PatchOperation copy = new PatchOperation.Copy { From = "", Path = "/-" };
        JsonPatch
            .TryApply(
                RawJson.Parse("[0]"),
                Enumerable.Repeat(copy, 100).ToWireList(),
                out _,
                out JsonPatchError? error,
                new WireOptions { MaxMessageBytes = 1 << 16 }
            )
            .ShouldBeFalse();
        error!.Code.ShouldBe(JsonPatchErrorCode.TooLarge);
        error.OperationIndex.ShouldBeInRange(12, 16);
    }

    private static WireList<PatchOperation> Operations(string json) =>
        ((Event.StateDelta)AgUiWire.Server.Read($$"""{"type":"STATE_DELTA","delta":{{json}}}""")).Delta;
}
