namespace AgentWire.Tool.Tests;

public class TesteeTests
{
    [Theory]
    [InlineData("read", "walrus", "ServerMessage", "IHsidHlwZSI6InBvbmcifQ==", "\"output\":\"eyJ0eXBlIjoicG9uZyJ9\"")]
    [InlineData("read", "walrus", "Nothing", "e30=", "\"skip\":\"no type Nothing in walrus\"")]
    [InlineData("read", "nothing", "ServerMessage", "e30=", "\"skip\":\"no type ServerMessage in nothing\"")]
    [InlineData("schema", "walrus", "ServerMessage", "e30=", "\"skip\":\"no schema validator\"")]
    public async Task A_request_has_an_answer(
        string operation,
        string dialect,
        string type,
        string input,
        string answer
    )
    {
        string request =
            $$"""{"id":"x/1","op":"{{operation}}","dialect":"{{dialect}}","type":"{{type}}","input":"{{input}}"}""";
        (await InProcess.Run(request + "\n", "testee")).ShouldBe(0, $$"""{"id":"x/1",{{answer}}}""" + "\n", "");
    }

    [Fact]
    public async Task A_refusal_has_its_code_and_place()
    {
        const string Request =
            """{"id":"1","op":"read","dialect":"walrus","type":"ServerMessage","input":"eyJ0eXBlIjp7fX0="}""";
        ToolResult result = await InProcess.Run(Request + "\n", "testee");
        result.Output.ShouldStartWith(
            """{"id":"1","error":"wrong_type","pointer":"/type","offset":8,"message":""" + "\""
        );
        result.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"id":"1","op":"read","dialect":"walrus","type":"ServerMessage","input":"*"}""")]
    public async Task A_line_that_is_no_request_is_a_mistake(string line)
    {
        ToolResult result = await InProcess.Run(line + "\n", "testee");
        result.Error.ShouldStartWith("agentwire: line 1 of standard input is not a request: ");
        result.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_comes_before_the_next_request()
    {
        using ToolProcess tool = ToolProcess.Start("testee");
        await tool.Feed("""{"id":"1","op":"schema","dialect":"walrus","type":"T","input":""}"""u8.ToArray());
        await tool.Feed("\n"u8.ToArray());
        (await ToolProcess.ReadLine(tool.Output)).ShouldBe("""{"id":"1","skip":"no schema validator"}""");
        tool.EndInput();
        (await tool.Exit()).ShouldBe(0);
    }
}
