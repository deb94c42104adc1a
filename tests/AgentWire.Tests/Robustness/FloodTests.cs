using System.Reflection;
using System.Runtime.Loader;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>Values that a peer chooses do not share a hash code, however they are chosen.</summary>
public sealed class FloodTests
{
    private const int Count = 8192;
    private const int Bits = 13;

    // Among this number of random 31-bit numbers, two or three equal ones are rare.
    private const int MostAlike = 3;

    /// <summary>Texts with the same hash from a polynomial with the multiplier 31.</summary>
    private static IEnumerable<string> Texts =>
        Combinations.Select(bits => string.Concat(bits.Select(bit => bit ? "BB" : "Aa")));

    private static IEnumerable<bool[]> Combinations =>
        Enumerable.Range(0, Count).Select(i => Enumerable.Range(0, Bits).Select(bit => (i >> bit & 1) == 1).ToArray());

    /// <summary>Numbers whose two halves cancel each other out.</summary>
    private static IEnumerable<ulong> Numbers => Enumerable.Range(0, Count).Select(i => ((ulong)i << 32) | (uint)i);

    [Fact]
    public void Opaque_values() => NotAlike(Texts.Select(text => RawJson.Parse($"\"{text}\"")));

    [Fact]
    public void Opaque_objects() => NotAlike(Texts.Select(text => RawJson.Parse($$"""{"{{text}}":1}""")));

    [Fact]
    public void Unknown_members_with_the_same_names() =>
        NotAlike(Enumerable.Range(0, Count).Select(i => Members(KeyValuePair.Create("a", RawJson.Parse($"{i}")))));

    [Fact]
    public void Unknown_members_in_another_order() =>
        NotAlike(
            Combinations.Select(bits =>
                Members([
                    .. bits.SelectMany(
                        (bit, i) => bit ? new[] { Pair($"a{i}"), Pair($"b{i}") } : [Pair($"b{i}"), Pair($"a{i}")]
                    ),
                ])
            )
        );

    [Fact]
    public void Lists_of_numbers() => NotAlike(Enumerable.Range(0, Count).Select(i => (WireList<int>)[i, -31 * i]));

    [Fact]
    public void Lists_of_large_numbers() => NotAlike(Numbers.Select(number => (WireList<ulong>)[number]));

    /// <summary>The difference of two elements is unknown, but it is the same at every position.</summary>
    [Fact]
    public void Lists_of_two_texts()
    {
        // A sum of -1, 0 and 1 times powers of 31 that is 0 modulo 2^32, computed in advance, gives two lists, and blocks of it 2^13 lists.
        (bool[] left, bool[] right) = Cancelling();
        NotAlike(
            Combinations.Select(bits =>
                bits.SelectMany(bit => bit ? left : right).Select(bit => bit ? "x" : "y").ToWireList()
            )
        );
    }

    [Fact]
    public void Open_sets() => NotAlike(Texts.Select(text => new ErrorCode(text)));

    [Fact]
    public void Times() =>
        NotAlike(Enumerable.Range(0, Count).Select(i => WireTimestamp.FromUnix(i, 999_999_999 - (31 * i))));

    [Fact]
    public void Times_of_many_years() =>
        NotAlike(Enumerable.Range(0, Count).Select(i => WireTimestamp.FromUnix(i << 17, 0)));

    [Fact]
    public void Messages_with_one_number() =>
        NotAlike(Numbers.Select(number => new AgentWire.Walrus.ClientMessage.Kill { Session = number }));

    [Fact]
    public void Messages_with_several_numbers() =>
        // The compiler multiplies by -1521134295 and adds.
        NotAlike(
            Enumerable
                .Range(0, Count)
                .Select(i => new ServerMessage.TokenUsage
                {
                    PromptTokens = (uint)i,
                    CompletionTokens = unchecked((uint)(1_521_134_295 * i)),
                })
        );

    [Fact]
    public void Variants_that_are_a_number() =>
        NotAlike(Numbers.Select(number => new QuestionResponse.Selected { Value = number }));

    [Fact]
    public void Messages_with_a_float() =>
        NotAlike(
            Numbers.Select(number => new ServerMessage.Round
            {
                Number = 1,
                MaxRounds = 1,
                ContextPct = BitConverter.UInt64BitsToDouble(number),
            })
        );

    [Fact]
    public void Zeros_of_both_signs_are_equal_and_so_are_their_hashes()
    {
        Usage zero = new() { CostUsd = 0.0 };
        Usage negative = new() { CostUsd = -0.0 };
        zero.ShouldBe(negative);
        zero.GetHashCode().ShouldBe(negative.GetHashCode());
    }

    [Fact]
    public void Each_process_has_hashes_of_its_own()
    {
        // Static fields are created for each context, as for each process.
        int[] hashes = [.. Enumerable.Range(0, 3).Select(_ => HashInAContextOfItsOwn())];
        hashes.Distinct().Count().ShouldBe(3);
    }

    private static int HashInAContextOfItsOwn()
    {
        AssemblyLoadContext context = new("of its own", isCollectible: true);
        Assembly assembly = context.LoadFromAssemblyPath(typeof(RawJson).Assembly.Location);
        Type type = assembly.GetType(typeof(RawJson).FullName!)!;
        object value = type.GetMethod("Parse", [typeof(string)])!.Invoke(null, ["[1,2]"])!;
        return value.GetHashCode();
    }

    private static void NotAlike<T>(IEnumerable<T> values)
    {
        T[] all = [.. values];
        all.Length.ShouldBe(Count);
        all.Select(value => value!.GetHashCode()).Distinct().Count().ShouldBeGreaterThanOrEqualTo(Count - MostAlike);
    }

    private static RawMembers Members(params KeyValuePair<string, RawJson>[] members) => RawMembers.Create(members);

    private static KeyValuePair<string, RawJson> Pair(string name) => new(name, default);

    /// <summary>Two sequences of 24 choices whose sums of powers of 31 are equal modulo 2^32.</summary>
    private static (bool[] Left, bool[] Right) Cancelling()
    {
        Dictionary<uint, uint> sums = [];
        for (uint choices = 0; ; choices++)
        {
            uint sum = 0;
            for (int i = 0; i < 24; i++)
            {
                sum = unchecked((sum * 31) + (choices >> i & 1));
            }

            if (!sums.TryAdd(sum, choices))
            {
                return (Choices(sums[sum]), Choices(choices));
            }
        }
    }

    private static bool[] Choices(uint choices) => [.. Enumerable.Range(0, 24).Select(i => (choices >> i & 1) == 1)];
}
