namespace AgentWire.Packages.Tests.Pages;

/// <summary>A page is followed to its end, and each kind of fault in it is found.</summary>
public sealed class PageFollowerTests : IDisposable
{
    private const string Page = """
        Create `greeting/text.txt`:

        ```
        Hello
        world
        ```

        ```sh
        cat greeting/text.txt
        ```

        ```text
        Hello
        world
        ```

        Change `greeting/text.txt`:

        ```diff
         Hello
        -world
        +everybody
        ```

        It is now in `greeting/text.txt`:

        ```
        Hello
        everybody
        ```

        Start the server, and leave it running:

        ```sh
        echo ready; while [ ! -e stop ]; do sleep 0.1; done; echo stopped
        ```

        ```text
        ready
        ```

        Now the client:

        ```sh
        echo ok; touch stop
        ```

        ```text
        ok
        ```

        The server prints:

        ```text
        stopped
        ```

        Replace `greeting/text.txt`:

        ```
        Bye
        ```

        Start another one, and leave it running:

        ```sh
        while true; do sleep 0.1; done
        ```

        Stop it with Ctrl+C.
        """;

    private readonly FreshFolder _folder = new("nowhere");

    [Fact]
    public void A_page_that_is_right_can_be_followed()
    {
        if (!OperatingSystem.IsWindows())
        {
            Follow(Page);
            File.ReadAllText(_folder["work/greeting/text.txt"]).ShouldBe("Bye\n");
        }
    }

    [Theory]
    [InlineData("cat greeting/text.txt", "cat greeting/other.txt")]
    [InlineData("```text\nHello\nworld", "```text\nHello\nWorld")]
    [InlineData("-world", "-World")]
    [InlineData(" Hello\n-world", "Hello\n-world")]
    [InlineData("Change `greeting/text.txt`", "Change the file")]
    [InlineData("Hello\neverybody", "Hello\nnobody")]
    [InlineData("Create `greeting", "Replace `greeting")]
    [InlineData("Replace `greeting", "Create `greeting")]
    [InlineData("```text\nready", "```text\nnot ready")]
    [InlineData("```text\nok", "```text\nok\nmore")]
    [InlineData("```text\nstopped", "```text\nended")]
    [InlineData("echo stopped", "exit 3")]
    [InlineData("Now the client:", "Stop it with Ctrl+C, twice. Ctrl+C\n\n```sh\ntrue\n```\n\nCtrl+C")]
    public void A_fault_is_found(string right, string wrong)
    {
        if (!OperatingSystem.IsWindows())
        {
            string page = Page.ReplaceLineEndings("\n");
            page.ShouldContain(right);
            Exception fault = Should.Throw<Exception>(() =>
                Follow(page.Replace(right, wrong, StringComparison.Ordinal))
            );
            fault.ShouldBeAssignableTo<ShouldAssertException>();
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Follow(string page)
    {
        using PageFollower follower = new(_folder, "work");
        follower.Follow(page);
    }
}
