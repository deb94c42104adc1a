using System.Reflection;
using AgentWire.Shared.Contracts;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Tests.Api;

/// <summary>What another assembly can and cannot do with the contract types.</summary>
public sealed class HierarchyTests
{
    private const string AbstractMemberMissing = "CS0534";
    private const string BaseIsSealed = "CS0509";
    private const string RequiredMemberMissing = "CS9035";

    private static IEnumerable<Type> Unions => ContractTypes.All.Where(type => type.IsAbstract);

    private static IEnumerable<Type> Records =>
        ContractTypes.All.Where(type =>
            type is { IsAbstract: false, IsEnum: false } && type.GetConstructor([]) is not null
        );

    [Fact]
    public void No_other_assembly_adds_a_variant()
    {
        foreach (Type union in Unions)
        {
            string name = Consumer.Name(union);
            Consumer
                .Errors($$"""sealed record Outside : {{name}} { Outside({{name}} original) : base(original) { } }""")
                .ShouldBe([AbstractMemberMissing], union.Name);
            Consumer
                .Errors($$"""sealed record Outside : {{name}} { internal override int Variant => 0; }""")
                .ShouldContain(AbstractMemberMissing, union.Name);
            Consumer.Errors($$"""sealed record Outside(object Value) { {{name}} Inside; }""").ShouldBeEmpty();
        }
    }

    [Fact]
    public void No_other_assembly_derives_from_a_variant()
    {
        // One program for all records: one compilation for each takes as long as all other tests here.
        Type[] records = [.. ContractTypes.All.Where(type => type is { IsAbstract: false, IsClass: true })];
        Consumer
            .Errors(
                string.Join(
                    "\n",
                    records.Select((record, i) => $"sealed record Outside{i} : {Consumer.Name(record)} {{ }}")
                )
            )
            .Count(error => error == BaseIsSealed)
            .ShouldBe(records.Length);
    }

    [Fact]
    public void Values_are_constructed_without_naming_an_optional_member() =>
        Consumer.Errors(Program(Records.Select(record => New(record, leftOut: null)))).ShouldBeEmpty();

    [Fact]
    public void A_required_member_cannot_be_left_out()
    {
        string[] incomplete = [.. Records.SelectMany(record => Required(record).Select(member => New(record, member)))];
        incomplete.ShouldNotBeEmpty();
        Consumer.Errors(Program(incomplete)).ShouldBe(Enumerable.Repeat(RequiredMemberMissing, incomplete.Length));
    }

    [Fact]
    public void A_required_member_is_required_of_the_record_and_no_optional_one_is()
    {
        foreach (PropertyInfo member in Records.SelectMany(ContractTypes.Members))
        {
            bool isOptional = member.PropertyType == typeof(RawMembers);
            if (isOptional)
            {
                Required(member.DeclaringType!).ShouldNotContain(member);
            }
            else if (!ContractTypes.IsNullable(member) && !member.PropertyType.IsValueType)
            {
                Required(member.DeclaringType!).ShouldContain(member);
            }
        }
    }

    [Fact]
    public void A_consumer_with_an_old_compiler_reads_and_writes()
    {
        const string Code = """
            using System;
            using AgentWire;
            using AgentWire.Walrus;

            public static class Old
            {
                public static string Read(byte[] json)
                {
                    WireError error;
                    ServerMessage message;
                    if (!WalrusWire.Server.TryRead(json, out message, out error))
                    {
                        return error.Code + error.Pointer + error.ByteOffset;
                    }

                    switch (message)
                    {
                        case ServerMessage.Stream stream when stream.Event is StreamEvent.Chunk:
                            return ((StreamEvent.Chunk)stream.Event).Content;
                        case ServerMessage.Tasks tasks:
                            foreach (TaskInfo task in tasks.Items)
                            {
                                return task.Result ?? task.Id.ToString();
                            }

                            return "";
                        case ServerMessage.Unknown unknown:
                            return unknown.Tag + unknown.Json.ToString();
                        default:
                            return WalrusWire.Server.ToJson(message);
                    }
                }
            }
            """;
        Consumer.Errors(Code, LanguageVersion.CSharp7_3).ShouldBeEmpty();
    }

    private static string Program(IEnumerable<string> values) =>
        $$"""static class P { static object[] Values() => new object[] { {{string.Join(", ", values)}} }; }""";

    private static string New(Type record, PropertyInfo? leftOut) =>
        $"new {Consumer.Name(record)} {{ {string.Join(", ", Required(record).Where(m => m != leftOut).Select(m => $"{m.Name} = default"))} }}";

    // By name: the netstandard2.0 build has an attribute of its own.
    private static PropertyInfo[] Required(Type record) =>
        [
            .. ContractTypes
                .Members(record)
                .Where(member => member.CustomAttributes.Any(a => a.AttributeType.Name == "RequiredMemberAttribute")),
        ];
}
