using System.Text.Json;
using System.Text.Json.Nodes;
using Kabinet.Engine;
using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Solutions;

namespace Kabinet.Tests.Solutions;

public class ReferenceTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(SchemaWriter.Write(PlatformKinds.All, FilesBeside.All))!;

    [Fact]
    public void The_reference_in_the_guide_is_the_one_the_records_tell()
    {
        var page = Path.Combine(TestSolutions.Root(), "docs", "guide", "definitions.md");
        if (Environment.GetEnvironmentVariable("KABINET_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(page)!);
            File.WriteAllText(page, ReferenceWriter.Write(PlatformKinds.All, FilesBeside.All));
        }
        File.ReadAllText(page).ReplaceLineEndings("\n")
            .ShouldBe(ReferenceWriter.Write(PlatformKinds.All, FilesBeside.All),
                "Run the tests with KABINET_APPROVE=1 to write the page anew");
    }

    [Fact]
    public void The_schema_knows_every_key_with_its_meaning()
    {
        var field = Schema["$defs"]!["field"]!;
        field["properties"]!["kind"]!["enum"]!.AsArray().Select(value => value!.GetValue<string>()).ShouldContain("money");
        field["required"]!.AsArray().ShouldBeEmpty("a field may be like another one");
        field["anyOf"]!.ToJsonString().ShouldBe("""[{"required":["kind"]},{"required":["like"]}]""");
        field["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        foreach (var (_, definition) in Schema["$defs"]!.AsObject())
            foreach (var (key, value) in definition!["properties"]?.AsObject() ?? [])
                value!["description"].ShouldNotBeNull(key);
    }

    [Theory]
    [InlineData("demo", "stories")]
    [InlineData("demo_step", "hours")]
    [InlineData("scenario", "finder")]
    [InlineData("scenario_step", "allows")]
    public void Files_of_demo_and_scenarios_are_in_the_schema_too(string record, string key)
    {
        Schema["$defs"]![record]!["properties"]![key]!["description"]!.GetValue<string>().ShouldNotBeEmpty();
        if (!record.Contains('_', StringComparison.Ordinal))
            Schema["anyOf"]!.AsArray().Select(file => file!["$ref"]!.GetValue<string>()).ShouldContain($"#/$defs/{record}");
    }

    [Fact]
    public void A_block_of_the_schema_is_told_by_its_kind() =>
        Schema["$defs"]!["grid_block"]!["properties"]!["block"]!["const"]!.GetValue<string>().ShouldBe("grid");

    [Fact]
    public void Every_reference_within_the_schema_leads_somewhere()
    {
        foreach (var part in Schema.ToJsonString(
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .Split("\"#/$defs/").Skip(1).Select(text => text[..text.IndexOf('"')]))
            Schema["$defs"]![part].ShouldNotBeNull(part);
    }
}
