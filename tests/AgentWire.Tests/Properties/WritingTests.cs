using System.Buffers;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Tests.Properties;

/// <summary>A value is written so that it reads back equal, or it is refused; there is nothing between.</summary>
public sealed class WritingTests
{
    public static TheoryData<string, string> Types => ContractTypes.Names;

    [Theory]
    [MemberData(nameof(Types))]
    public void A_good_value_reads_back_equal_and_writes_the_same_bytes(string dialect, string type)
    {
        WireCodec codec = Preserving(dialect, type);
        Prop.ForAll(
                ContractValues.Of(ContractTypes.TypeOf(codec), spoiled: false).ToArbitrary(),
                value => RoundTrip(codec, value!)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_with_one_flaw_is_refused_and_nothing_is_written(string dialect, string type)
    {
        WireCodec codec = Preserving(dialect, type);
        Type contractType = ContractTypes.TypeOf(codec);
        if (!ContractValues.CanSpoil(contractType))
        {
            return;
        }

        Prop.ForAll(
                ContractValues.Of(contractType, spoiled: true).ToArbitrary(),
                value =>
                {
                    ArrayBufferWriter<byte> output = new();
                    WireException refused = Should.Throw<WireException>(() => codec.WriteObject(output, value!));
                    refused.Code.ShouldBeOneOf(WireErrorCode.NotRepresentable, WireErrorCode.TooDeep);
                    (refused.Dialect, refused.Type).ShouldBe((dialect, type));
                    output.WrittenCount.ShouldBe(0);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_values_are_of_every_variant(string dialect, string type)
    {
        Type union = ContractTypes.TypeOf(ContractTypes.Codec(dialect, type));
        HashSet<Type> variants = [.. ContractTypes.Variants(union)];
        if (variants.Count > 0)
        {
            variants.ExceptWith(ContractValues.Of(union, spoiled: false).Sample(800).Select(v => v!.GetType()));
            variants.ShouldBeEmpty();
        }
    }

    /// <summary>The names are taken from what a value without extra members is written as.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void An_extra_member_is_none_that_the_contract_knows(string dialect, string type)
    {
        WireCodec codec = Preserving(dialect, type);
        Type contractType = ContractTypes.TypeOf(codec);
        foreach (Type record in ContractTypes.Variants(contractType).DefaultIfEmpty(contractType))
        {
            if (record.GetProperty("Extra") is not { } extra || record.GetConstructor([]) is null)
            {
                continue;
            }

            object value = ContractValues.Of(record, spoiled: false).Sample(1).Single()!;
            extra.SetValue(value, null);
            bool[] refused =
            [
                .. Names(ContractValues.Write(codec, value))
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
    [MemberData(nameof(Types))]
    public void Values_print_readably_whatever_they_hold(string dialect, string type)
    {
        Type contractType = ContractTypes.TypeOf(ContractTypes.Codec(dialect, type));
        bool[] kinds = ContractValues.CanSpoil(contractType) ? [false, true] : [false];
        Prop.ForAll(
                Gen.OneOf(kinds.Select(spoiled => ContractValues.Of(contractType, spoiled))).ToArbitrary(),
                value =>
                {
                    string text = value!.ToString()!;
                    text.ShouldStartWith(contractType.IsValueType ? text : value.GetType().Name);
                    text.ShouldNotContain("AgentWire.");
                    text.ShouldNotContain("System.");
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static WireCodec Preserving(string dialect, string type) =>
        ContractTypes
            .Codec(dialect, type)
            .WithOptions(new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve });

    private static void RoundTrip(WireCodec codec, object value)
    {
        byte[] written = ContractValues.Write(codec, value);
        codec.TryReadObject(written, out object? read, out WireError error).ShouldBeTrue(error.ToString());
        read.ShouldBe(value);
        read!.GetHashCode().ShouldBe(value.GetHashCode());
        ContractValues.Write(codec, read).ShouldBe(written);
        written.ShouldNotContain((byte)'\n');
    }

    /// <summary>Whether a value is refused; one that is not must come back as it was.</summary>
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
