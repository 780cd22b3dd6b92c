using Kabinet.Engine.Expressions;

namespace Kabinet.Tests.Expressions;

public sealed class PathWalkTests
{
    [Fact]
    public void A_path_is_a_field_and_the_references_before_it()
    {
        var path = Bureau.Requests.FindPath("partner.title").ShouldNotBeNull();

        path.Through.ShouldBe([Bureau.Requests["partner"]]);
        path.Field.ShouldBe(Bureau.Entities["partner"]["title"]);
        Bureau.Requests.FindPath("price").ShouldNotBeNull().Through.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("partner.titel", "Unknown { Entity = partner, Name = titel }")]
    [InlineData("partnerr.title", "Unknown { Entity = request, Name = partnerr }")]
    [InlineData("partner..title", "Unknown { Entity = partner, Name =  }")]
    [InlineData("", "Unknown { Entity = request, Name =  }")]
    public void A_name_that_does_not_exist_is_told_with_the_entity_it_is_looked_for_on(string path, string fault)
    {
        var walk = new PathWalk(Bureau.Requests);

        walk.Path(path).ShouldBeNull();
        walk.Fault.ShouldNotBeNull().ToString().ShouldBe(fault);
    }

    [Fact]
    public void A_path_does_not_go_on_after_a_field_that_is_no_reference_or_that_may_not_be_followed()
    {
        var walk = new PathWalk(Bureau.Requests);
        var restricted = new PathWalk(Bureau.Requests) { MayFollow = reference => reference.Key != "partner" };

        walk.Path("price.title").ShouldBeNull();
        restricted.Path("partner.title").ShouldBeNull();

        walk.Fault.ShouldBe(new PathFault.NoReference(Bureau.Requests["price"]));
        restricted.Fault.ShouldBe(new PathFault.NoReference(Bureau.Requests["partner"]));
        restricted.Path("partner").ShouldNotBeNull();
    }

    [Fact]
    public void A_name_that_could_not_be_parsed_is_not_unknown()
    {
        var unparsed = new UnparsedNames();
        unparsed.AddField("partner", "titel");
        var walk = new PathWalk(Bureau.Requests, unparsed);

        walk.Path("partner.titel").ShouldBeNull();

        walk.Fault.ShouldBe(new PathFault.Unparsed());
    }
}
