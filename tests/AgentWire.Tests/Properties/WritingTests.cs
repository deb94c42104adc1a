using System.Buffers;
using System.Reflection;
using System.Text.Json;
using AgentWire.CompilerServices;
using AgentWire.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Tests.Properties;

/// <summary>A value is either written so that it reads back as an equal value, or refused.</summary>
[Trait("Category", "Load")]
public sealed class WritingTests
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(Thoroughness.IsFull ? 100 : 30);

    public static TheoryData<string, string> Types => ContractTypes.Names;

    public static TheoryData<string, string> OwnTypes => ContractTypes.OwnNames;

    [Theory]
    [MemberData(nameof(Types))]
    public void A_good_value_reads_back_equal_and_writes_the_same_bytes(string dialect, string type)
    {
        WireCodec codec = Preserving(dialect, type);
        Prop.ForAll(ContractValues.Of(codec, spoiled: false).ToArbitrary(), value => RoundTrip(codec, value!))
            .Check(Some);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_with_one_flaw_is_refused_and_nothing_is_written(string dialect, string type)
    {
        WireCodec codec = Preserving(dialect, type);
        if (!ContractValues.CanSpoil(codec.Type))
        {
            return;
        }

        Prop.ForAll(
                ContractValues.Of(codec, spoiled: true).ToArbitrary(),
                value =>
                {
                    ArrayBufferWriter<byte> output = new();
                    WireException refused = Should.Throw<WireException>(() => codec.WriteObject(output, value!));
                    refused.Code.ShouldBeOneOf(WireErrorCode.NotRepresentable, WireErrorCode.TooDeep);
                    (refused.Dialect, refused.TypeName).ShouldBe((dialect, type));
                    output.WrittenCount.ShouldBe(0);
                }
            )
            .Check(Some);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_values_are_of_every_variant(string dialect, string type)
    {
        Type union = ContractTypes.Codec(dialect, type).Type;
        HashSet<Type> variants = [.. ContractTypes.Variants(union)];
        if (variants.Count > 0)
        {
            // With this number, one in a hundred thousand runs misses a variant.
            int count = 16 * variants.Count;
            variants.ExceptWith(ContractValues.Of(union, spoiled: false).Sample(count).Select(v => v!.GetType()));
            variants.ShouldBeEmpty();
        }
    }

    /// <summary>The names are those in the output of values without extra members.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void An_extra_member_is_none_that_the_contract_knows(string dialect, string type)
    {
        WireCodec codec = Preserving(dialect, type);
        Type contractType = codec.Type;
        foreach (Type record in ContractTypes.Variants(contractType).DefaultIfEmpty(contractType))
        {
            if (record.GetProperty("Extra") is not { CanWrite: true } extra || record.GetConstructor([]) is null)
            {
                continue;
            }

            object[] values = [.. ContractValues.Of(record, spoiled: false).Sample(5)!];
            foreach (object written in values)
            {
                extra.SetValue(written, null);
            }

            object value = values[0];
            bool[] refused =
            [
                .. values
                    .SelectMany(written => Names(ContractValues.Write(codec, written)))
                    .Distinct()
                    .Select(name =>
                    {
                        extra.SetValue(value, RawMembers.Create([KeyValuePair.Create(name, default(RawJson))]));
                        return IsRefused(codec, value);
                    }),
            ];
            if (ContractTypes.Members(record).Length > 1)
            {
                refused.ShouldContain(true, record.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OwnTypes))]
    public void Values_print_readably_whatever_they_hold(string dialect, string type)
    {
        Type contractType = ContractTypes.Codec(dialect, type).Type;
        bool[] kinds = ContractValues.CanSpoil(contractType) ? [false, true] : [false];
        Prop.ForAll(
                Gen.OneOf(kinds.Select(spoiled => ContractValues.Of(contractType, spoiled))).ToArbitrary(),
                value =>
                {
                    string text = value!.ToString()!;
                    text.ShouldStartWith(contractType.IsValueType ? text : value.GetType().Name);
                    text.ShouldNotContain("AgentWire.");
                    text.ShouldNotContain("System.");
                    text.Length.ShouldBeLessThan(20_000);
                    if (!contractType.IsValueType)
                    {
                        text.ShouldBe(SafeText.OneLine(text, int.MaxValue));
                        MissingIn(text, value).ShouldBeEmpty();
                    }
                }
            )
            .Check(Some.WithMaxTest(50));
    }

    /// <summary>The members that have a value, and are not shown; none where the text is cut.</summary>
    private static IEnumerable<string> MissingIn(string text, object value) =>
        from member in value
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !text.Contains('…') && member.GetValue(value) is not (null or RawMembers { Count: 0 })
        where !text.Contains($"{member.Name} = ", StringComparison.Ordinal)
        select member.Name;

    private static WireCodec Preserving(string dialect, string type) =>
        ContractTypes.Codec(dialect, type).With(new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve });

    private static void RoundTrip(WireCodec codec, object value)
    {
        byte[] written = ContractValues.Write(codec, value);
        codec.TryReadObject(written, out object? read, out WireError error).ShouldBeTrue(error.ToString());
        read.ShouldBe(value);
        read!.GetHashCode().ShouldBe(value.GetHashCode());
        ContractValues.Write(codec, read).ShouldBe(written);
        written.ShouldNotContain((byte)'\n');
    }

    /// <summary>Returns whether a value is refused. If it is not, it must read back unchanged.</summary>
    private static bool IsRefused(WireCodec codec, object value)
    {
        try
        {
            ContractValues.Write(codec, value);
        }
        catch (WireException refused)
        {
            refused.Code.ShouldBe(WireErrorCode.NotRepresentable);
            return true;
        }

        RoundTrip(codec, value);
        return false;
    }

    private static HashSet<string> Names(byte[] json)
    {
        HashSet<string> names = [];
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = WireOptions.DepthLimit });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(reader.GetString()!);
            }
        }

        return names;
    }
}
