namespace AgentWire.Runs.Patching;

/// <summary>
/// A list in blocks. Inserting and removing move the elements of one block only, so that a patch with many operations on a
/// long list does not move the whole list each time.
/// </summary>
internal sealed class BlockList<T>
{
    private const int MaxBlock = 512;

    private readonly List<List<T>> _blocks = [];

    public int Count { get; private set; }

    public T this[int index]
    {
        get
        {
            int block = Find(ref index);
            return _blocks[block][index];
        }
        set
        {
            int block = Find(ref index);
            _blocks[block][index] = value;
        }
    }

    public IEnumerable<T> All => _blocks.SelectMany(block => block);

    public void Add(T item) => Insert(Count, item);

    public void Insert(int index, T item)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add([]);
        }

        int block = _blocks.Count - 1;
        if (index < Count)
        {
            block = Find(ref index);
        }
        else
        {
            index = _blocks[block].Count;
        }

        if (_blocks[block].Count == MaxBlock)
        {
            // An element at the end begins a block, so that a list that only grows has full ones.
            int kept = index == MaxBlock ? MaxBlock : MaxBlock / 2;
            List<T> rest = _blocks[block].GetRange(kept, MaxBlock - kept);
            _blocks[block].RemoveRange(kept, MaxBlock - kept);
            _blocks.Insert(block + 1, rest);
            if (index >= kept)
            {
                block++;
                index -= kept;
            }
        }

        _blocks[block].Insert(index, item);
        Count++;
    }

    public void RemoveAt(int index)
    {
        int block = Find(ref index);
        _blocks[block].RemoveAt(index);
        if (_blocks[block].Count == 0)
        {
            _blocks.RemoveAt(block);
        }

        Count--;
    }

    /// <summary>Finds the block of an index, and makes the index one within the block.</summary>
    private int Find(ref int index)
    {
        int block = 0;
        while (index >= _blocks[block].Count)
        {
            index -= _blocks[block++].Count;
        }

        return block;
    }
}
