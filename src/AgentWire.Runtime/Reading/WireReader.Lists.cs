using System.Buffers;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Lists.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a list. Only the list itself is allocated.</summary>
    /// <param name="minItems">The least number of elements.</param>
    /// <param name="format">The format of the elements, for a format that is not empty.</param>
    public WireList<T> ReadList<T, TFormat>(int minItems = 0, TFormat format = default)
        where TFormat : struct, IWireDecoder<T>
    {
        if (_json.Peek() != '[')
        {
            _json.FailType(Wanted.Array);
            return default;
        }

        int start = _json.Position;
        if (!_json.Enter())
        {
            return default;
        }

        if (_json.Peek() == ']')
        {
            if (HasEnough(0, minItems, start))
            {
                _json.Leave();
            }

            return default;
        }

        T[] buffer = ArrayPool<T>.Shared.Rent(16);
        int count = 0;
        WireList<T> list = default;
        while (true)
        {
            T? item = format.Read(ref this);
            if (Failed)
            {
                break;
            }

            if (count == buffer.Length)
            {
                T[] larger = ArrayPool<T>.Shared.Rent(count * 2);
                buffer.AsSpan(0, count).CopyTo(larger);
                Return(buffer, count);
                buffer = larger;
            }

            buffer[count++] = item!;
            byte next = _json.Peek();
            if (next == ',')
            {
                _json.Position++;
                continue;
            }

            if (next == ']')
            {
                if (HasEnough(count, minItems, start))
                {
                    _json.Leave();
                    list = new WireList<T>(buffer.AsSpan(0, count).ToArray());
                }
            }
            else
            {
                _json.Fail(WireErrorCode.Syntax, _json.Position, Wanted.NextElement);
            }

            break;
        }

        Return(buffer, count);
        return list;
    }

    private bool HasEnough(int count, int minItems, int start)
    {
        if (count >= minItems)
        {
            return true;
        }

        _json.Fail(WireErrorCode.InvalidValue, start, $"at least {minItems} elements");
        return false;
    }

    private static void Return<T>(T[] buffer, int used)
    {
        Array.Clear(buffer, 0, used);
        ArrayPool<T>.Shared.Return(buffer);
    }
}
