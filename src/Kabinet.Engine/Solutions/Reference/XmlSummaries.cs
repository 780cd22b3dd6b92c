using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kabinet.Engine.Solutions.Reference;

/// <summary>XML summaries of the definition records, which become the texts of the reference and the schema.</summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<string, XElement> summaries;

    private XmlSummaries(Dictionary<string, XElement> summaries) => this.summaries = summaries;

    /// <summary>Loads the documentation file beside the assembly.</summary>
    public static XmlSummaries Load()
    {
        var document = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Kabinet.Engine.xml"));
        return new(document.Descendants("member").Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal));
    }

    public string Of(Type type, bool code) => Text($"T:{type.FullName}", code);

    public string Of(PropertyInfo property, bool code) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}", code);

    // Names of keys are in backticks in Markdown and plain in the schema.
    private string Text(string member, bool code)
    {
        if (!summaries.TryGetValue(member, out var summary)) return "";
        var quote = code ? "`" : "";
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } element => quote + element.Value + quote,
            XElement { Name.LocalName: "see" } element => quote + DefinitionName(element.Attribute("cref")!.Value) + quote,
            XText plain => plain.Value,
            _ => "",
        }));
        return Blanks().Replace(text, " ").Trim();
    }

    private static string DefinitionName(string cref) => Yaml.DefinitionMember.KeyOf(cref[(cref.LastIndexOf('.') + 1)..]);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();
}
