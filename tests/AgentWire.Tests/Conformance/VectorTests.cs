namespace AgentWire.Tests.Conformance;

public sealed class VectorTests
{
    public static TheoryData<string> Files => [.. VectorFile.Names];

    public static TheoryData<string> SerializableFiles =>
        [.. VectorFile.Names.Where(name => VectorFile.Load(name).IsSerializable)];

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_vector_reads_as_it_says(string file) =>
        VectorChecks.Reading(VectorFile.Load(file)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_way_of_reading_and_writing_agrees(string file) =>
        VectorChecks.EveryWay(VectorFile.Load(file)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Files))]
    public void White_space_between_tokens_moves_errors_and_changes_nothing_else(string file) =>
        VectorChecks.Spacing(VectorFile.Load(file)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Files))]
    public void What_was_written_reads_again(string file) =>
        VectorChecks.Rereading(VectorFile.Load(file)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(SerializableFiles))]
    public void JsonSerializer_agrees_with_the_codec(string file) =>
        VectorChecks.Serializing(VectorFile.Load(file)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_named_type_and_every_variant_has_a_vector_that_reads_by_hand_and_derived(string dialect)
    {
        WireDialects.TryGet(dialect, out WireDialect? found).ShouldBeTrue();
        foreach (IGrouping<bool, VectorFile> files in VectorFile.OfDialect(dialect).GroupBy(file => file.IsDerived))
        {
            VectorChecks.Coverage(found, [.. files]).ShouldBeClean();
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Ids_are_unique_within_a_type(string dialect) =>
        VectorChecks.Ids(VectorFile.OfDialect(dialect)).ShouldBeClean();

    [Fact]
    public void The_library_and_the_specification_hold_the_same_dialects() =>
        WireDialects.All.Select(dialect => dialect.Name).ShouldBe(Repository.Dialects);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_vector_file_names_the_dialect_in_whose_folder_it_is(string file) =>
        VectorFile.Load(file).Dialect.ShouldBe(VectorFile.DialectOf(file));
}
