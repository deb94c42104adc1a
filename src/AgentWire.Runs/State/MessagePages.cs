using System.Collections;
using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>An immutable list of messages in pages, which lists that were made one after the other share.</summary>
internal sealed class MessagePages : IReadOnlyList<Message>, IEquatable<MessagePages>
{
    public const int PageSize = 64;

    private readonly Message[][] _pages;

    private MessagePages(Message[][] pages, int count)
    {
        _pages = pages;
        Count = count;
    }

    public static MessagePages Empty { get; } = new([], 0);

    public int Count { get; }

    public Message this[int index] =>
        (uint)index < (uint)Count
            ? _pages[index / PageSize][index % PageSize]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} messages.");

    /// <summary>Returns a list with other messages at some places, which can be behind the end.</summary>
    public MessagePages With(IEnumerable<(int Index, Message Message)> messages, int count)
    {
        Message[][] pages = new Message[(count + PageSize - 1) / PageSize][];
        Array.Copy(_pages, pages, Math.Min(_pages.Length, pages.Length));
        foreach ((int index, Message message) in messages)
        {
            int page = index / PageSize;
            if (page >= _pages.Length)
            {
                pages[page] ??= new Message[PageSize];
            }
            else if (pages[page] == _pages[page])
            {
                pages[page] = (Message[])_pages[page].Clone();
            }

            pages[page][index % PageSize] = message;
        }

        return new MessagePages(pages, count);
    }

    public IEnumerator<Message> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return _pages[i / PageSize][i % PageSize];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(MessagePages? other) => other is not null && Count == other.Count && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as MessagePages);

    public override int GetHashCode() => Count;

    public override string ToString() => this.ToWireList().ToString();
}
