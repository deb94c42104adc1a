namespace AgentWire.Tool.Tests;

/// <summary>A gigabyte through <c>canon</c> uses less than 100 MB of memory.</summary>
[Trait("Category", "Load")]
public sealed class LoadTests
{
    private const long Volume = 1L << 30;
    private const long MemoryLimit = 100_000_000;

    private static readonly string[] Canon = ["canon", "--dialect", "walrus", "--side", "server"];

    [LoadFact]
    public async Task A_gigabyte_of_session_lines_comes_back_byte_for_byte()
    {
        byte[] session = File.ReadAllBytes(Path.Combine(ToolProcess.Root, "spec/walrus/sessions/server.ndjson"));
        int rounds = (int)(Volume / session.Length) + 1;
        using ToolProcess tool = ToolProcess.Start(Canon);
        Task<long> same = CountEqualRounds(tool.Output, session);
        for (int i = 0; i < rounds; i++)
        {
            (await tool.Feed(session)).ShouldBeTrue();
        }

        tool.PeakMemory.ShouldBeLessThan(MemoryLimit);
        tool.EndInput();
        (await same).ShouldBe(rounds);
        (await tool.Exit()).ShouldBe(0);
    }

    [LoadFact]
    public async Task A_gigabyte_without_a_line_end_is_refused_once()
    {
        byte[] chunk = new byte[1 << 20];
        using ToolProcess tool = ToolProcess.Start(Canon);
        Task<byte[]> output = ToolProcess.ReadAll(tool.Output);
        Task<byte[]> error = ToolProcess.ReadAll(tool.Error);
        for (long sent = 0; sent < Volume; sent += chunk.Length)
        {
            (await tool.Feed(chunk)).ShouldBeTrue();
        }

        tool.PeakMemory.ShouldBeLessThan(MemoryLimit);
        tool.EndInput();
        (await tool.Exit()).ShouldBe(1);
        (await output).ShouldBe("\n"u8.ToArray());
        System.Text.Encoding.UTF8.GetString(await error).Split('\n').Length.ShouldBe(2);
    }

    [LoadFact]
    public Task Memory_does_not_grow_with_the_number_of_long_lines() => LongLines.Feed(70, Canon);

    /// <summary>Returns how often the expected bytes are repeated up to the end of the stream, or -1 at the first difference.</summary>
    private static async Task<long> CountEqualRounds(Stream stream, byte[] expected)
    {
        byte[] actual = new byte[expected.Length];
        for (long rounds = 0; ; rounds++)
        {
            int length = await stream.ReadAtLeastAsync(actual, actual.Length, throwOnEndOfStream: false);
            if (length == 0)
            {
                return rounds;
            }

            if (!actual.AsSpan(0, length).SequenceEqual(expected))
            {
                await stream.CopyToAsync(Stream.Null);
                return -1;
            }
        }
    }
}
