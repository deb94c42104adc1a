using System.Text;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Tests;

public class LineReaderTests
{
    private const int Limit = 8;

    public static TheoryData<string, string[]> Inputs =>
        new()
        {
            { "", [] },
            { "\n", [""] },
            { "\n\n", ["", ""] },
            { "a", ["a"] },
            { "a\n", ["a"] },
            { "a\nb", ["a", "b"] },
            { "a\r\nb\r", ["a\r", "b\r"] },
            { "a\rb\u0085c\n", ["a\rb\u0085c"] },
            { "12345678\n12345678", ["12345678", "12345678"] },
            { "123456789\nb\n", ["123456789", "b"] },
            { "123456789", ["123456789"] },
            { "1234567890123456789\n\nb", ["123456789", "", "b"] },
            { "a\n12345678901234567890", ["a", "123456789"] },
        };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Splits_the_same_however_the_input_is_cut(string input, string[] expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        for (int chunk = 1; chunk <= bytes.Length + 1; chunk++)
        {
            var reader = new LineReader(new ChunkedStream(bytes, chunk), "x", Limit, () => { });
            Lines(reader).ShouldBe(expected);
            reader.BytesRead.ShouldBe(bytes.Length);
            reader.LineNumber.ShouldBe(expected.Length);
        }
    }

    [Fact]
    public void Lines_longer_than_the_first_buffer_come_whole()
    {
        string[] lines = [new('a', 300_000), "b", new('c', 200_000), new('d', 131_072), new('e', 131_071)];
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        Lines(new LineReader(new ChunkedStream(bytes, 5000), "x", 1_000_000, () => { })).ShouldBe(lines);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" \t\r", true)]
    [InlineData(" x ", false)]
    [InlineData("\u00a0", false)]
    [InlineData("\v", false)]
    [InlineData("\ufeff", false)]
    [InlineData("         x", false)] // past the limit: what is not stored may be anything
    public void Only_white_space_of_JSON_is_blank(string line, bool blank)
    {
        var reader = new LineReader(new ChunkedStream(Encoding.UTF8.GetBytes(line + "\n"), 64), "x", Limit, () => { });
        reader.MoveNext().ShouldBeTrue();
        reader.IsBlank.ShouldBe(blank);
    }

    [Fact]
    public void Says_so_before_every_read()
    {
        int calls = 0;
        var input = new ChunkedStream("a\nb\nc\n"u8.ToArray(), 2);
        var reader = new LineReader(input, "x", Limit, () => calls++);
        while (reader.MoveNext())
        {
            calls.ShouldBe(input.Reads);
        }

        calls.ShouldBe(4);
    }

    [Fact]
    public void A_failing_read_is_told_with_the_name()
    {
        var reader = new LineReader(new FailingStream(), "some.ndjson", Limit, () => { });
        Should
            .Throw<UsageException>(() => reader.MoveNext())
            .Message.ShouldBe("cannot read 'some.ndjson': the disk is gone");
    }

    private static List<string> Lines(LineReader reader)
    {
        List<string> lines = [];
        while (reader.MoveNext())
        {
            lines.Add(Encoding.UTF8.GetString(reader.Line));
        }

        return lines;
    }

    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public int Reads { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;
            return base.Read(buffer, offset, Math.Min(count, chunk));
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("the disk is gone");
    }
}
