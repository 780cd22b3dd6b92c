using System.Globalization;
using System.Text;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Reference;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions;

/// <summary>Generates the reference of definition files as Markdown, from the definition records and their XML summaries.</summary>
public sealed class ReferenceWriter
{
    private const string Preface = """
        # Definitions: reference

        This page is generated from the definition records; do not edit it. Run the tests with `KABINET_APPROVE=1` to write it anew.

        A solution is a folder of YAML files: `solution.yaml`, and one thing per file in `roles/`, `entities/`, `pages/` and `notices/`,
        each file named by its key; notices and roles may also stand several in one file. Files of `demo/` and `scenarios/` are at the end:
        [demo](#demo) and [scenario](#scenario).
        A text is written once for all languages or by language: `{ ru: Заявка, en: Request }`. A list of one may be written as that one.
        Keys with \* are required.
        A map of names to conditions or to records may be written as a list of names: `by: [manager]` means `by: { manager: true }`.

        """;

    private readonly Kinds kinds;
    private readonly XmlSummaries summaries = XmlSummaries.Load();

    private readonly IReadOnlyList<Type> beside;

    private ReferenceWriter(Kinds kinds, IReadOnlyList<Type> beside) => (this.kinds, this.beside) = (kinds, beside);

    /// <summary>The reference as one page.</summary>
    /// <param name="kinds">Kinds of blocks, effects and fields.</param>
    /// <param name="beside">Records of files besides definitions: demo and scenarios.</param>
    public static string Write(Kinds kinds, IReadOnlyList<Type> beside) => new ReferenceWriter(kinds, beside).Write();

    private string Write()
    {
        var page = new StringBuilder(Preface.ReplaceLineEndings("\n"));
        foreach (var record in new DefinitionFamily(kinds, beside).All)
        {
            Section(page, record);
            if (record == typeof(FieldDefinition)) FieldKinds(page);
        }
        return page.ToString();
    }

    private void Section(StringBuilder page, Type record)
    {
        var shape = DefinitionShape.Of(record);
        page.Append(CultureInfo.InvariantCulture, $"\n## {Title(record)}\n\n{summaries.Of(record, code: true)}\n");
        if (shape.Short is { } member) page.Append(CultureInfo.InvariantCulture, $"\nMay be written short, as `{member.Key}` alone.\n");
        if (shape.Listed is { } listed)
            page.Append(CultureInfo.InvariantCulture, $"\nMay be written short, as the list `{listed.Key}` alone.\n");
        if (shape.Kinds is { } family)
        {
            var links = string.Join(", ", kinds.Family(record).Values.Select(Link));
            page.Append(CultureInfo.InvariantCulture,
                $"\n{(family.Key is { } kind ? $"`{kind}` is one of" : "The key that is written tells which it is:")} {links}; besides "
                + $"its own keys, each has these:\n");
        }
        if (shape.Several is { } several)
            page.Append(CultureInfo.InvariantCulture,
                $"\nOne file may hold several, by key under `{several.Key}`; what is written beside holds for each that is silent of "
                    + $"it.\n");
        var keys = shape.Members.Where(key => shape.Kinds is not null || key.Property.DeclaringType == record).ToList();
        if (keys.Count > 0) page.Append("\n| key | value | meaning |\n| --- | --- | --- |\n");
        foreach (var key in keys)
            page.Append(CultureInfo.InvariantCulture,
                $"| `{key.Key}`{(key.Required ? " \\*" : "")} | {ValueOf(key)}{DefaultOf(shape, key)} | "
                + $"{summaries.Of(key.Property, code: true).Replace("|", "\\|", StringComparison.Ordinal)} |\n");
    }

    private void FieldKinds(StringBuilder page)
    {
        page.Append("\nKinds of fields and the keys that only some of them have:\n\n| kind | what it is | keys |\n| --- | --- | --- |\n");
        foreach (var kind in kinds.Fields)
            page.Append(CultureInfo.InvariantCulture,
                $"| `{kind.Name}` | {summaries.Of(kind.GetType(), code: true)} | "
                + $"{string.Join(", ", kind.Options.Select(option => $"`{option}`"))} |\n");
    }

    private string ValueOf(DefinitionMember member)
    {
        if (kinds.Allowed(member) is not { } allowed) return ValueOf(member.Property.PropertyType);
        var values = string.Join(", ", allowed.Select(value => $"`{value}`"));
        return DefinitionFamily.IsList(member.Property.PropertyType) ? $"list of {values}" : values;
    }

    private static string ValueOf(Type type)
    {
        if (DefinitionFamily.IsList(type)) return $"list of {ValueOf(type.GenericTypeArguments[0])}";
        if (DefinitionFamily.IsMap(type)) return $"map to {ValueOf(type.GenericTypeArguments[1])}";
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsAssignableTo(typeof(Definition))) return Link(type);
        return type == typeof(LocalizedText) ? "text by language"
            : type == typeof(Node) ? "value" : type == typeof(bool) ? "yes or no" : type == typeof(int)
            ? "whole number" : type == typeof(decimal) ? "number" : "text";
    }

    private static string DefaultOf(DefinitionShape shape, DefinitionMember member)
    {
        if (shape.Type.IsAbstract || member.Required) return "";
        return member.Property.GetValue(Activator.CreateInstance(shape.Type)) switch
        {
            string text => $"; `{text}`",
            int number => string.Create(CultureInfo.InvariantCulture, $"; {number}"),
            _ => "",
        };
    }

    private static string Title(Type record) => DefinitionFamily.NameOf(record).Replace('_', ' ');

    private static string Link(Type record) => $"[{Title(record)}](#{Title(record).Replace(' ', '-')})";
}
