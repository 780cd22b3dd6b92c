namespace Kabinet.Engine.Demo;

/// <summary>A random floor plan on a sheet of 800 × 600; the same seed gives the same walls.</summary>
internal sealed record FloorPlan(IReadOnlyList<Wall> Walls)
{
    public const int Width = 800;
    public const int Height = 600;
    private const int Margin = 60;
    private const int Doorway = 50;

    /// <summary>Draws outer walls, a corridor, and rooms on both sides with a doorway each.</summary>
    public static FloorPlan Draw(Random random)
    {
        var corridor = 240 + random.Next(80);
        var walls = new List<Wall>
        {
            new(Margin, Margin, Width - Margin, Margin, true), new(Margin, Height - Margin, Width - Margin, Height - Margin, true),
            new(Margin, Margin, Margin, Height - Margin, true), new(Width - Margin, Margin, Width - Margin, Height - Margin, true),
        };
        walls.AddRange(Side(random, corridor, Margin));
        walls.AddRange(Side(random, corridor + 70, Height - Margin));
        return new(walls);
    }

    private static IEnumerable<Wall> Side(Random random, int inner, int outer)
    {
        var rooms = 2 + random.Next(3);
        var step = (Width - 2 * Margin) / rooms;
        for (var room = 0; room < rooms; room++)
        {
            var (left, right) = (Margin + room * step, room == rooms - 1 ? Width - Margin : Margin + (room + 1) * step);
            var door = left + 20 + random.Next(Math.Max(1, right - left - Doorway - 40));
            yield return new(left, inner, door, inner, false);
            yield return new(door + Doorway, inner, right, inner, false);
            if (right < Width - Margin) yield return new(right, inner, right, outer, room % 2 == 0);
        }
    }
}

/// <summary>One wall; bearing walls are thick.</summary>
internal sealed record Wall(int X1, int Y1, int X2, int Y2, bool Bearing);
