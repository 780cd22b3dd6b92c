using System.Globalization;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Demo;

/// <summary>One drawing for generated files, on a sheet of 800 × 600 with the origin at the top left.</summary>
internal sealed record DemoSheetDefinition : Definition
{
    /// <summary>Thick lines; each is a list of corners, <c>60,60 740,60 740,540</c>, joined horizontally and vertically.</summary>
    public IReadOnlyList<string> Thick { get; init; } = [];
    /// <summary>Thin lines, written like the thick ones.</summary>
    public IReadOnlyList<string> Thin { get; init; } = [];
}

/// <summary>What a generated file shows: strokes on a sheet.</summary>
internal sealed record DemoSheet(IReadOnlyList<Stroke> Strokes)
{
    public const int Width = 800, Height = 600;
    private const int Margin = 60, LineHeight = 24;

    /// <summary>The drawing of a solution.</summary>
    /// <exception cref="SolutionException">A line is not made of corners on the sheet; lists all such lines.</exception>
    public static DemoSheet Of(DemoSheetDefinition definition)
    {
        var problems = new List<Problem>();
        var strokes = Read(definition, "thick", definition.Thick, problems).Concat(Read(definition, "thin", definition.Thin, problems))
            .ToList();
        return problems.Count == 0 ? new(strokes) : throw new SolutionException(problems);
    }

    /// <summary>A page of text lines of random length, for solutions without drawings.</summary>
    public static DemoSheet Page(Random random)
    {
        var strokes = new List<Stroke> { new(Margin, Margin, Margin + 200 + random.Next(200), Margin, IsThick: true) };
        for (var y = Margin + 2 * LineHeight; y < Height - Margin; y += LineHeight)
            if (random.Next(6) > 0) strokes.Add(new(Margin, y, Width - Margin - random.Next(240), y, IsThick: false));
        return new(strokes);
    }

    private static IEnumerable<Stroke> Read(DemoSheetDefinition sheet, string key, IReadOnlyList<string> lines, List<Problem> problems)
    {
        foreach (var line in lines)
        {
            var corners = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Corner).ToList();
            var strokes = corners.Zip(corners.Skip(1), (from, to) => new Stroke(from.X, from.Y, to.X, to.Y, key == "thick")).ToList();
            if (strokes.Count > 0 && strokes.TrueForAll(stroke => stroke.IsOnSheet))
                foreach (var stroke in strokes) yield return stroke;
            else problems.Add(new(sheet.PlaceOf(key), new("problem.demo.line", line, Width, Height)));
        }
    }

    private static (int X, int Y) Corner(string text)
    {
        var numbers = text.Split(',').Select(number =>
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1).ToArray();
        return numbers.Length == 2 ? (numbers[0], numbers[1]) : (-1, -1);
    }
}

/// <summary>A horizontal or vertical line.</summary>
internal sealed record Stroke(int X1, int Y1, int X2, int Y2, bool IsThick)
{
    /// <summary>Half of its thickness is kept free at the edges.</summary>
    private const int Edge = 3;

    /// <summary>True if it is horizontal or vertical and lies on the sheet.</summary>
    public bool IsOnSheet => (X1 == X2 || Y1 == Y2) && Within(X1, DemoSheet.Width) && Within(X2, DemoSheet.Width)
        && Within(Y1, DemoSheet.Height) && Within(Y2, DemoSheet.Height);

    private static bool Within(int value, int size) => value is >= Edge && value < size - Edge;
}
